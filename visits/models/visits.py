"""Visits, who goes, the dates that were proposed and what the school said to them."""

import secrets

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from visits.choices import AT_A_TIME, Medium, ReplyKind, VisitState
from visits.querysets import OfVisitQuerySet, VisitQuerySet, VisitTypeQuerySet

#: Without letters and digits that are taken for one another.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_WORDS = 2000


def new_reference():
    """Six letters and digits by which people name a visit; says nothing of the school."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def person(**options):
    """Who did it; the row stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", **options
    )


class VisitType(models.Model):
    """A type of visit, as the hub names them. ``counts``: it resets the cycle of a school."""

    key = models.SlugField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=60, unique=True)
    counts = models.BooleanField("counts towards the cycle", default=True)
    minutes = models.PositiveSmallIntegerField(
        "usual length in minutes", default=60, validators=[MinValueValidator(10)]
    )
    is_active = models.BooleanField("in use", default=True)
    position = models.PositiveSmallIntegerField(default=50, editable=False)

    objects = VisitTypeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "type of visit"
        verbose_name_plural = "types of visits"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=600),
                name="a_visit_takes_ten_minutes_to_ten_hours",
            )
        ]

    def __str__(self):
        return self.name


class Visit(models.Model):
    """One visit to a school, from the wish to make it until everything that came of it is done.

    ``officer`` leads it; whoever else goes has a VisitOfficer too. ``due_on``: by when it should
    be arranged. ``purpose``: why, in words that the school reads. ``reason``: why it was cancelled
    or refused. ``link_number`` stands in the school's signed link: one more voids the old ones.
    ``sequence`` counts changes of day and hour, for calendar programs. ``kilometres``: driven,
    there and back. ``contact_email``: whom to write to at a school where nobody has an account.
    ``reminded_on``, ``chased_on``, ``officer_told_on``: when the portal last reminded the school of
    its visit, the school of dates that wait for an answer, and the officer; None once all changes.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="visits")
    year = AcademicYearField("academic year", editable=False)
    type = models.ForeignKey(VisitType, models.PROTECT, related_name="visits")
    reference = models.CharField(max_length=6, unique=True, default=new_reference, editable=False)
    state = models.CharField(
        max_length=10, choices=VisitState.choices, default=VisitState.TO_ARRANGE, editable=False
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    medium = models.CharField("where", max_length=9, choices=Medium.choices, default=Medium.SCHOOL)
    place = models.CharField("place or link", max_length=300, blank=True)
    purpose = models.CharField("what it is about", max_length=500, blank=True)
    contact_email = models.EmailField(
        "e-mail address at the school", blank=True, default="", db_default=""
    )
    due_on = models.DateField("arrange by", null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="follow_ups", editable=False
    )
    reason = models.CharField(max_length=500, blank=True, editable=False)
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    kilometres = models.DecimalField(
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = person(editable=False)
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    proposed_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField("recorded as done", null=True, editable=False)
    written_up_at = models.DateTimeField(null=True, editable=False)
    report_sent_at = models.DateTimeField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    chased_on = models.DateField(null=True, editable=False)
    officer_told_on = models.DateField(null=True, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=VisitState.values), name="a_visit_has_a_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(state) for state in AT_A_TIME])
                | Q(starts_at__isnull=False, ends_at__isnull=False, officer__isnull=False),
                name="a_visit_that_is_fixed_has_time_and_officer",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__lt=F("ends_at")),
                name="a_visit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "refused"]) | ~Q(reason=""),
                name="a_visit_that_comes_to_nothing_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kilometres__isnull=True) | Q(kilometres__gte=0),
                name="a_visit_is_no_less_than_no_way",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-starts_at"], name="visits_of_a_school"),
            models.Index(fields=["officer", "starts_at"], name="visits_of_an_officer"),
            models.Index(fields=["state", "starts_at", "id"], name="visits_by_state"),
            models.Index(fields=["year", "state"], name="visits_by_year"),
            models.Index(fields=["-starts_at", "-id"], name="visits_newest_first"),
        ]

    def __str__(self):
        return f"Visit {self.reference}"

    def get_absolute_url(self):
        return reverse("visits:visit", args=[self.pk])

    @property
    def is_coming(self):
        """Is it still to take place?"""
        return self.state in {VisitState.TO_ARRANGE, VisitState.PROPOSED, VisitState.CONFIRMED}

    @property
    def is_confirmed(self):
        """Does it stand, with a day and hour, and is not done yet?"""
        return self.state == VisitState.CONFIRMED

    @property
    def took_place(self):
        """Did it take place?"""
        return self.state in {VisitState.DONE, VisitState.WRITTEN_UP, VisitState.CLOSED}


class VisitOfficer(models.Model):
    """Somebody of the hub who goes to a visit, and when: nobody is in two places at once.

    ``during`` is the time of the visit while it stands (confirmed or past), else None.
    """

    SEE = "visits.see_officer_of"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="officers")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visit_places"
    )
    during = DateTimeRangeField(null=True, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "officer at a visit"
        verbose_name_plural = "officers at visits"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "officer"], name="an_officer_goes_to_a_visit_once"
            ),
            ExclusionConstraint(
                name="no_officer_in_two_places",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(during__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.officer} at {self.visit}"


class ProposedDate(models.Model):
    """A day and time that the hub offers to a school. Withdrawn ones stay, for the history."""

    SEE = "visits.see_date"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="a_proposed_date_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["visit", "starts_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_date_is_proposed_once",
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class VisitReply(models.Model):
    """What a school said to dates. Without ``by`` and with a ``name`` it came by the link."""

    SEE = "visits.see_reply"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=7, choices=ReplyKind.choices)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    name = models.CharField("your name", max_length=120, blank=True)
    by = person(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "reply of a school"
        verbose_name_plural = "replies of schools"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ReplyKind.values), name="a_reply_is_of_a_kind"
            )
        ]

    def __str__(self):
        return self.get_kind_display()
