"""What this hub is called, how to reach it, how it looks, and which authorities it serves."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from hub.calendar.years import AcademicYear, AcademicYearField
from hub.permissions import RightsQuerySet

HEX_COLOUR = RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Enter a colour like #5A1F5C.")


class HubSettings(models.Model):
    """The hub itself: one row, made by a migration and edited by managers and administrators."""

    name = models.CharField("hub name", max_length=80, default="Music Hub")
    strapline = models.CharField(max_length=160, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField("phone number", max_length=30, blank=True)
    address = models.TextField("postal address", max_length=400, blank=True)
    website = models.URLField("website", blank=True)
    safeguarding_name = models.CharField("safeguarding lead", max_length=80, blank=True)
    safeguarding_phone = models.CharField("safeguarding phone number", max_length=30, blank=True)
    safeguarding_email = models.EmailField("safeguarding e-mail address", blank=True)
    colour_brand = models.CharField(
        "brand colour",
        max_length=7,
        default="#5A1F5C",
        validators=[HEX_COLOUR],
        help_text="The header, and what is selected. White text stands on it.",
    )
    colour_action = models.CharField(
        "button colour",
        max_length=7,
        default="#0A6159",
        validators=[HEX_COLOUR],
        help_text="Main buttons. White text stands on it.",
    )
    colour_link = models.CharField(
        "link colour",
        max_length=7,
        default="#7A1F6B",
        validators=[HEX_COLOUR],
        help_text="Links, on the pale page.",
    )
    logo = models.ImageField(upload_to="brand/", blank=True)
    logo_alt = models.CharField("what the logo says", max_length=120, blank=True)
    player_hosts = models.TextField("sites whose players may be shown", max_length=2000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "hub settings"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_hub")]

    def __str__(self):
        return self.name

    @property
    def logo_url(self):
        """The address of the logo, "" without one."""
        name = PurePosixPath(self.logo.name or "").name
        return reverse("brand_logo", args=[name]) if name else ""

    def save(self, *args, **kwargs):
        from hub.policy import current

        super().save(*args, **kwargs)
        current.forget()


class LocalAuthorityQuerySet(RightsQuerySet):
    """Local authorities that the hub serves."""


class LocalAuthority(models.Model):
    """A local authority whose schools and children this hub serves, by the DfE's code."""

    code = models.CharField(
        "DfE code",
        max_length=3,
        unique=True,
        validators=[
            RegexValidator(r"^[0-9]{3}$", "Enter the three figures of the code, such as 919.")
        ],
    )
    name = models.CharField(max_length=80)

    objects = LocalAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "local authorities"

    def __str__(self):
        return self.name


class PolicyRowQuerySet(RightsQuerySet):
    """What managers have set of the hub's rules of practice."""

    def visible_to(self, user):
        """The rows that this user may see."""
        return self.allowing("policy.change_rules", user)


class PolicyRow(models.Model):
    """What a rule of practice (hub/policy/rules.py) is from an academic year on.

    ``value`` is as the rule's kind stores it. A rule without rows has its default.
    """

    key = models.SlugField(max_length=40)
    year = AcademicYearField("academic year")
    value = models.JSONField()
    reason = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField(db_default=Now())

    objects = PolicyRowQuerySet.as_manager()

    class Meta:
        ordering = ["key", "year"]
        verbose_name = "rule of practice"
        verbose_name_plural = "rules of practice"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "year"], name="a_rule_is_set_once_for_an_academic_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2098),
                name="a_rule_is_set_for_a_year_of_this_century",
            ),
        ]

    def __str__(self):
        from hub.policy import rules

        try:
            return rules.get(self.key).label
        except KeyError:  # a rule of an app that is no more
            return self.key

    @property
    def academic_year(self):
        """The year as an AcademicYear, also before the row was read back."""
        return AcademicYear(self.year)
