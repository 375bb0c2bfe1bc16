"""Carers and their links to pupils. Rights hang on the link, the address on the carer."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Right
from django.urls import reverse
from django.utils import timezone

from hub.people.choices import Relationship, Restriction
from hub.people.models.pupils import Pupil, new_reference, person, search_text_of
from hub.people.querysets import CarerLinkQuerySet, CarerQuerySet

#: The last ten digits of a telephone number, however it was typed.
_DIGITS = Right(
    Func(F("phone"), Value("[^0-9]"), Value(""), Value("g"), function="regexp_replace"), 10
)


class Carer(models.Model):
    """An adult who cares for pupils or learns: with an account (``user``), or written up by staff.

    The name and e-mail address are the account's while there is one; both are copied here, so that
    lists and searches need one table, and stay when the account goes. ``merged_into``: the record
    of the same person that this one went into.
    """

    reference = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carer",
        editable=False,
    )
    name = models.CharField("full name", max_length=150)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField("phone number", max_length=30, blank=True)
    street = models.CharField("house and street", max_length=120, blank=True)
    locality = models.CharField("district or village", max_length=120, blank=True)
    town = models.CharField("town", max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", editable=False
    )
    anonymised_at = models.DateTimeField(null=True, editable=False)
    search_text = search_text_of("name", "email", "postcode", "reference")

    objects = CarerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | Q(anonymised_at__isnull=False), name="a_carer_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(user=None),
                name="who_went_into_another_carer_has_no_account",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="a_carer_is_not_merged_into_themselves"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="carers_by_name"),
            models.Index(fields=["email"], name="carers_by_address"),
            models.Index(fields=["postcode"], name="carers_by_postcode"),
            models.Index(Lower("email"), name="carers_by_lower_address"),
            models.Index(_DIGITS, name="carers_by_digits", condition=~Q(phone="")),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="carers_by_part_of_name"),
        ]

    def __str__(self):
        return self.name or f"Carer {self.reference}"

    def get_absolute_url(self):
        return reverse("families:carer", args=[self.pk])

    @property
    def is_in_use(self):
        """Has it neither gone into another record nor been made anonymous?"""
        return self.merged_into_id is None and self.anonymised_at is None

    @property
    def address_lines(self):
        """Street, locality, town and postcode, without those not known."""
        return [each for each in (self.street, self.locality, self.town, self.postcode) if each]


class CarerLink(models.Model):
    """What one carer is to one pupil, and what they may do for the pupil. Ended, never deleted.

    ``has_responsibility``: says to have parental responsibility. ``pays``: is asked to pay unless
    an enrolment names somebody else. ``restriction``: what the office keeps from this carer;
    ``restriction_words``: on what ground, for the office alone.
    """

    carer = models.ForeignKey(Carer, models.CASCADE, related_name="links")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="links")
    relationship = models.CharField(max_length=13, choices=Relationship.choices)
    has_responsibility = models.BooleanField("has parental responsibility", default=False)
    may_see = models.BooleanField("may see lessons", default=True)
    may_book = models.BooleanField("may apply, accept and stop", default=False)
    pays = models.BooleanField("pays", default=False)
    restriction = models.CharField(
        max_length=11, choices=Restriction.choices, default=Restriction.NONE, blank=True
    )
    restriction_words = models.CharField("on what ground", max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = person(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = person(editable=False)

    objects = CarerLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "carer of a pupil"
        verbose_name_plural = "carers of pupils"
        constraints = [
            models.UniqueConstraint(
                fields=["carer", "pupil"],
                condition=Q(ended_at=None),
                name="a_carer_is_linked_to_a_pupil_once",
            ),
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(ended_at=None, relationship=Relationship.SELF),
                name="a_learner_has_one_account",
            ),
            models.CheckConstraint(
                condition=~Q(restriction=Restriction.CONTACT) | Q(may_book=False, pays=False),
                name="who_must_not_be_in_contact_books_and_pays_nothing",
            ),
            models.CheckConstraint(
                condition=Q(may_book=False) | Q(may_see=True), name="who_books_sees_what_is_booked"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
                name="a_link_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil"], condition=Q(ended_at=None), name="live_links_of_pupils"),
            models.Index(fields=["carer"], condition=Q(ended_at=None), name="live_links_of_carers"),
        ]

    def __str__(self):
        return f"{self.carer} ({self.get_relationship_display()})"

    @property
    def hides_whereabouts(self):
        """Is it kept from this carer where the child lives, goes to school and is taught?"""
        return self.restriction != Restriction.NONE
