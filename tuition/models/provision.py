"""Provision: what is taught where, when, by whom, for whom, and how many places there are."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.choices import Weekday, YearGroup
from hub.calendar.years import AcademicYear, AcademicYearField
from hub.music.choices import Level
from hub.music.levels import span_in_words
from hub.places.models import Capacity, new_reference
from tuition.choices import GROUPS, WITHOUT_PLACE, Kind, Payer, ProvisionState
from tuition.querysets import ProvisionQuerySet


class Provision(Capacity):
    """One thing that can be taken for one academic year.

    With a day and time it is taken at once; without ("to be agreed") it is applied for, and the
    office arranges it. ``from_year_group``, ``to_year_group``: for whom; both None for adults.
    ``only_own_pupils``: at a school, for pupils of that school alone. ``starts_on``, ``ends_on``:
    first and last day of teaching. ``opens_on``, ``closes_on``: when applications are taken.
    ``wait_terms``: terms that somebody joining the waiting list now will about wait, None when
    nobody knows. ``follows``: last year's, whose learners are asked whether they continue.
    """

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    year = AcademicYearField("academic year")
    title = models.CharField("name, if it has one", max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    minutes = models.PositiveSmallIntegerField(
        "minutes a lesson", validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    instrument = models.ForeignKey("music.Instrument", models.PROTECT, related_name="provision")
    level_from = models.PositiveSmallIntegerField(
        "level from", choices=Level.choices, null=True, blank=True
    )
    level_to = models.PositiveSmallIntegerField(
        "level to", choices=Level.choices, null=True, blank=True
    )
    from_year_group = models.SmallIntegerField(
        "school year from", choices=YearGroup.choices, null=True, blank=True
    )
    to_year_group = models.SmallIntegerField(
        "school year to", choices=YearGroup.choices, null=True, blank=True
    )
    is_for_adults = models.BooleanField("for adults", default=False)
    is_adapted = models.BooleanField("adapted instruments can be had", default=False)
    venue = models.ForeignKey("venues.Venue", models.PROTECT, related_name="provision")
    room = models.ForeignKey(
        "venues.Room", models.PROTECT, null=True, blank=True, related_name="provision"
    )
    only_own_pupils = models.BooleanField("for pupils of the school only", default=False)
    weekday = models.PositiveSmallIntegerField(
        "day", choices=Weekday.choices, null=True, blank=True
    )
    starts_at = models.TimeField("time", null=True, blank=True)
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="provision"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    payer = models.CharField("who pays", max_length=6, choices=Payer.choices, default=Payer.FAMILY)
    opens_on = models.DateField("applications from", null=True, blank=True)
    closes_on = models.DateField("applications until", null=True, blank=True)
    wait_terms = models.PositiveSmallIntegerField(
        "waiting time in terms", null=True, blank=True, validators=[MaxValueValidator(12)]
    )
    words = models.TextField("what families should know", max_length=1000, blank=True)
    state = models.CharField(
        max_length=9,
        choices=ProvisionState.choices,
        default=ProvisionState.DRAFT,
        editable=False,
    )
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="followed_by", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProvisionQuerySet.as_manager()

    class Meta(Capacity.Meta):
        ordering = ["instrument__name", "venue__name", "pk"]
        verbose_name = "lesson or group"
        verbose_name_plural = "lessons and groups"
        constraints = [
            *Capacity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weekday__isnull=True, starts_at__isnull=True)
                | Q(weekday__isnull=False, starts_at__isnull=False),
                name="day_and_time_of_a_provision_come_together",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="a_provision_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
                name="a_provision_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(level_from__isnull=True)
                | Q(level_to__isnull=True)
                | Q(level_from__lte=F("level_to")),
                name="the_lowest_level_is_not_above_the_highest",
            ),
            models.CheckConstraint(
                condition=Q(from_year_group__isnull=True, to_year_group__isnull=True)
                | Q(from_year_group__lte=F("to_year_group")),
                name="year_groups_of_a_provision_come_together",
            ),
            models.CheckConstraint(
                condition=Q(is_for_adults=True) | Q(from_year_group__isnull=False),
                name="a_provision_is_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="a_lesson_has_a_length"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_provision_has_a_place"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.INDIVIDUAL, weekday__isnull=False) | Q(capacity=1),
                name="an_individual_lesson_with_a_time_is_for_one",
            ),
        ]
        indexes = [
            # What families look through: the published ones of an instrument.
            models.Index(
                fields=["instrument", "venue"],
                condition=Q(state=ProvisionState.PUBLISHED),
                name="published_provision",
            ),
            models.Index(fields=["venue", "state"], name="provision_at_a_venue"),
            models.Index(fields=["tutor", "state"], name="provision_of_a_tutor"),
            models.Index(fields=["year", "state", "id"], name="provision_of_a_year"),
        ]

    def __str__(self):
        return self.title or f"{self.instrument}, {self.get_kind_display().lower()}"

    def get_absolute_url(self):
        return reverse("tuition:provision", args=[self.pk])

    @property
    def is_fixed(self):
        """Has it a day and time, so that it is taken at once?"""
        return self.weekday is not None and self.starts_at is not None

    @property
    def is_group(self):
        """Do several learn together?"""
        return self.kind in GROUPS

    @property
    def needs_no_place(self):
        """Is it taught where everybody is?"""
        return self.kind in WITHOUT_PLACE

    @property
    def levels_in_words(self):
        """ "Beginners to Grade 1"."""
        return span_in_words(self.level_from, self.level_to)

    @property
    def years_in_words(self):
        """ "Year 3 to Year 6", "Adults", "Year 7 and above, and adults"."""
        if self.from_year_group is None:
            return "Adults"
        first, last = YearGroup(self.from_year_group).label, YearGroup(self.to_year_group).label
        span = first if first == last else f"{first} to {last}"
        return f"{span}, and adults" if self.is_for_adults else span

    def is_open(self, on=None):
        """Does it take applications, today or on a day?"""
        day = on or timezone.localdate()
        begun = self.opens_on is None or self.opens_on <= day
        not_over = self.closes_on is None or day <= self.closes_on
        return self.state == ProvisionState.PUBLISHED and begun and not_over

    def is_over(self, on=None):
        """Has its last day gone by?"""
        return self.ends_on < (on or timezone.localdate())

    @property
    def academic_year(self):
        """The year as an AcademicYear."""
        return AcademicYear(self.year)
