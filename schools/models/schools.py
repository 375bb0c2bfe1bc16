"""The school directory: schools, their districts and trusts, and the hub's own regions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Func, GeneratedField, Q
from django.urls import reverse

from hub.geography.distance import place_index
from hub.permissions import RightsQuerySet
from schools.choices import OPEN_STATUSES, HubFact, Phase, SchoolStatus, SettingKind
from schools.phases import derive_phase
from schools.querysets import SchoolQuerySet


class Region(models.Model):
    """The hub's own grouping of schools, for officers and plans."""

    name = models.CharField(max_length=60, unique=True)
    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class District(models.Model):
    """An administrative district, by its code of the Office for National Statistics."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=80)
    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Trust(models.Model):
    """An academy trust, by its code in the register."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class School(models.Model):
    """A school or other setting. The register's number (URN) is unique, and may be absent."""

    urn = models.PositiveIntegerField("URN", unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    search_name = GeneratedField(
        expression=Func("name", function="schools_search_text"),
        output_field=models.TextField(),
        db_persist=True,
    )
    setting_kind = models.CharField(
        "kind of setting, when added by hand",
        max_length=14,
        choices=SettingKind.choices,
        blank=True,
        editable=False,
    )
    status = models.CharField(max_length=1, choices=SchoolStatus.choices, default=SchoolStatus.OPEN)
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.NOT_KNOWN)
    local_authority = models.ForeignKey(
        "policy.LocalAuthority", models.PROTECT, null=True, blank=True, related_name="schools"
    )
    establishment_number = models.CharField(max_length=4, blank=True)
    type_name = models.CharField("type", max_length=80, blank=True)
    type_group = models.CharField(max_length=60, blank=True)
    register_phase = models.CharField("phase in the register", max_length=40, blank=True)
    low_age = models.PositiveSmallIntegerField("lowest age", null=True, blank=True)
    high_age = models.PositiveSmallIntegerField("highest age", null=True, blank=True)
    pupils = models.PositiveIntegerField("pupils on roll", null=True, blank=True)
    fsm_percent = models.DecimalField(
        "eligible for free school meals (%)", max_digits=4, decimal_places=1, null=True, blank=True
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="schools"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="schools"
    )
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="schools")
    street = models.CharField(max_length=120, blank=True)
    locality = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)
    phone = models.CharField("phone number", max_length=30, blank=True)
    website = models.CharField(max_length=250, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    register_changed_on = models.DateField("last changed in the register", null=True, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True, editable=False)
    in_register_at = models.DateTimeField(
        "last seen in a file of the register", null=True, blank=True, editable=False
    )
    kept_at = models.DateTimeField(
        "missing from the register, looked at and kept", null=True, blank=True, editable=False
    )
    set_by_staff = ArrayField(
        models.CharField(max_length=10, choices=HubFact.choices), default=list, editable=False
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_school_has_a_name"),
            models.CheckConstraint(
                condition=Q(low_age__isnull=True)
                | Q(high_age__isnull=True)
                | Q(low_age__lte=F("high_age")),
                name="the_lowest_age_is_not_above_the_highest",
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="easting_and_northing_come_together",
            ),
        ]
        indexes = [
            models.Index(fields=["search_name", "id"], name="schools_by_name"),
            # As the directory sorts by size: what is not known stands last in either direction.
            models.Index(F("pupils").desc(nulls_last=True), "id", name="largest_schools_first"),
            models.Index(F("pupils").asc(nulls_last=True), "id", name="smallest_schools_first"),
            GinIndex(OpClass("search_name", "gin_trgm_ops"), name="schools_by_part_of_name"),
            GinIndex(
                OpClass(Func("town", function="schools_search_text"), "gin_trgm_ops"),
                name="schools_by_part_of_town",
            ),
            place_index("schools_by_place"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("schools:record", args=[self.pk])

    @property
    def is_open(self):
        """Does it teach children now?"""
        return self.status in OPEN_STATUSES

    @property
    def is_made_by_hand(self):
        """Did staff add it, and has no file of the register brought it since?"""
        return bool(self.setting_kind)

    @property
    def reference(self):
        """What stands for the school in a form: its URN, or our own number without one."""
        return str(self.urn) if self.urn else f"record-{self.pk}"

    @property
    def derived_phase(self):
        """The phase that follows from what the register says."""
        return derive_phase(
            low_age=self.low_age,
            high_age=self.high_age,
            register_phase=self.register_phase,
            type_name=self.type_name,
        )

    @property
    def address_lines(self):
        """Street, locality, town and postcode, without those not known."""
        return [each for each in (self.street, self.locality, self.town, self.postcode) if each]

    @property
    def website_address(self):
        """The website as an address to link to, "" when what the register holds is none.

        The register holds "www.a.example" as well as whole addresses, and now and then other text.
        """
        text = self.website.strip()
        if text and "://" not in text:
            text = f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            return ""
        return text
