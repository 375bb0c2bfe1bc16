"""Where schools say that the summary of their plan is published, and what was found there."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.platform.background import Work, WorkQuerySet
from hub.platform.choices import LIVE
from schools.address_choices import AddressAnswer, AddressTrouble
from schools.choices import FactSource
from schools.models.schools import School


class PublishedAddressQuerySet(WorkQuerySet):
    """Published addresses by name."""

    def visible_to(self, user):
        """Those of the schools of which this user may know how far the plan is."""
        return self.allowing("schools.see_published_address", user)

    def current(self):
        """Those that hold: at most one a school and year."""
        return self.filter(is_current=True)

    def checked_before(self, moment):
        """Current ones whose last check is older, and that wait for none."""
        waiting = self.current().exclude(state__in=LIVE)
        return waiting.filter(checked_at__lt=moment).order_by("checked_at")


class PublishedAddress(Work):
    """An address at which a summary is said to stand, and the last check of it.

    ``state`` is that of the check, ``answer`` what the last one found, ``why`` the trouble when it
    could not be made. ``confirmed_by``: who looked by hand and says that it
    is there. What was told before stays, with ``is_current`` taken away.
    """

    school = models.ForeignKey(
        School, models.PROTECT, related_name="published_addresses", editable=False
    )
    year = AcademicYearField(editable=False)
    url = models.URLField("address", max_length=500)
    is_current = models.BooleanField(default=True, editable=False)
    source = models.CharField(max_length=9, choices=FactSource.choices, editable=False)
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    answer = models.CharField(
        max_length=11, choices=AddressAnswer.choices, blank=True, editable=False
    )
    why = models.CharField(
        max_length=14, choices=AddressTrouble.choices, blank=True, editable=False
    )
    found_name = models.BooleanField(default=False, editable=False)
    found_headings = ArrayField(models.CharField(max_length=60), default=list, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = PublishedAddressQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-said_at", "-pk"]
        verbose_name = "address of a published plan"
        verbose_name_plural = "addresses of published plans"
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "year"],
                condition=Q(is_current=True),
                name="one_published_address_a_school_and_year",
            ),
            models.CheckConstraint(
                condition=Q(answer="", checked_at__isnull=True)
                | (Q(answer__in=AddressAnswer.values) & Q(checked_at__isnull=False)),
                name="an_answer_about_an_address_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(why="") | Q(answer=AddressAnswer.COULD_NOT),
                name="only_what_could_not_be_checked_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by__isnull=True),
                name="an_address_confirmed_by_hand_says_when",
            ),
            models.CheckConstraint(
                condition=Q(source__in=FactSource.values), name="an_address_was_told_by_a_source"
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(
                fields=["checked_at", "id"],
                condition=Q(is_current=True),
                name="addresses_to_look_at_again",
            ),
        ]

    def __str__(self):
        return f"{self.school} {self.year}"

    @property
    def is_waiting(self):
        """Is a check to come or under way?"""
        return self.state in LIVE

    @property
    def is_confirmed(self):
        """Is it known that the summary stands there: by the last check, or by somebody's word?

        A word given before the page went away counts no more.
        """
        if self.answer == AddressAnswer.LOOKS_RIGHT:
            return True
        if self.confirmed_at is None:
            return False
        return self.answer != AddressAnswer.NOT_FOUND or self.confirmed_at > self.checked_at

    @property
    def says(self):
        """How it stands, in a few words."""
        if self.answer:
            return self.get_answer_display()
        return "Being checked" if self.is_waiting else "Not checked"

    @property
    def colour(self):
        """The colour of the tag."""
        if self.is_confirmed:
            return "ok"
        return "warn" if self.answer else "info"

    def was_checked_within(self, **time):
        """Is the last check younger than so many minutes, hours, …?"""
        return self.checked_at is not None and timezone.now() - self.checked_at < timedelta(**time)
