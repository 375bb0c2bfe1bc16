"""Terms with their half term breaks, and days without lessons: the hub's, and schools' own."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from hub.calendar.choices import HUB_KINDS, SCHOOL_KINDS, ClosureKind, Season, Weekday
from hub.calendar.querysets import ClosureQuerySet, TermQuerySet
from hub.calendar.years import AcademicYear, AcademicYearField

ONE_DAY = timedelta(days=1)


def _day_of(year, month, day):
    return Func(
        year, Value(month), Value(day), function="make_date", output_field=models.DateField()
    )


def _days(first, last):
    """The days from one to another, both included, as a range."""
    return Func(
        first,
        last,
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="daterange",
        output_field=models.TextField(),
    )


#: One scope for all of the hub, one for each school.
_SCOPE = Coalesce("school", Value(0), output_field=models.BigIntegerField())


class DatedRow(models.Model):
    """Dates of the hub (no school) or of one school, as calendar programs follow them."""

    school = models.ForeignKey(
        "schools.School", models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def touch(self):
        """Count a change; the caller saves ``revision`` and ``changed_at`` with what it changed."""
        self.revision += 1
        self.changed_at = timezone.now()

    def __contains__(self, day):
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class HalfTerm:
    """One of the six halves of a year, "Autumn 1" to "Summer 2", from weekday to weekday."""

    name: str
    starts_on: date
    ends_on: date

    def __str__(self):
        return self.name


class Term(DatedRow):
    """A term with its half term break. A school's own row stands in place of the hub's."""

    DATES = ("starts_on", "half_term_starts_on", "half_term_ends_on", "ends_on")

    year = AcademicYearField("academic year")
    season = models.CharField("term", max_length=6, choices=Season.choices)
    half_term_starts_on = models.DateField("first day of half term")
    half_term_ends_on = models.DateField("last day of half term")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "season"],
                nulls_distinct=False,
                name="a_term_is_set_once_in_a_year",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=_day_of(F("year"), 9, 1))
                & Q(ends_on__lte=_day_of(F("year") + 1, 8, 31)),
                name="a_term_lies_in_its_year",
            ),
            # With no overlap, this also keeps the terms in their order.
            models.CheckConstraint(
                condition=Q(season=Season.AUTUMN, starts_on__month__gte=9)
                | Q(season=Season.SPRING, starts_on__month__lte=2)
                | Q(season=Season.SUMMER, starts_on__month__gte=3, starts_on__month__lte=8),
                name="a_term_starts_in_its_season",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("half_term_starts_on"))
                & Q(half_term_starts_on__lte=F("half_term_ends_on"))
                & Q(half_term_ends_on__lt=F("ends_on")),
                name="half_term_lies_in_its_term",
            ),
            # Asked at the end of the transaction: while a whole year moves, its terms may touch.
            ExclusionConstraint(
                name="terms_do_not_overlap",
                expressions=[
                    (_SCOPE, RangeOperators.EQUAL),
                    (_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.get_season_display()} term {self.starts_on.year}"

    @property
    def dates(self):
        """{name of the field: day} of its four dates, in their order."""
        return {name: getattr(self, name) for name in self.DATES}

    @property
    def half_terms(self):
        """Its two HalfTerms. The weekends beside the break belong to neither."""
        name = self.get_season_display()
        return [
            HalfTerm(f"{name} 1", self.starts_on, _back(self.half_term_starts_on - ONE_DAY)),
            HalfTerm(f"{name} 2", _on(self.half_term_ends_on + ONE_DAY), self.ends_on),
        ]

    @property
    def notice_day(self):
        """The Friday before half term: by then notice for the end of the term has come in.

        Source: Hertfordshire's terms of tuition, half a term's written notice.
        """
        before = self.half_term_starts_on - ONE_DAY
        return before - timedelta(days=(before.weekday() - Weekday.FRIDAY) % 7)

    def is_half_term(self, day):
        """Does the day lie in its break?"""
        return self.half_term_starts_on <= day <= self.half_term_ends_on


def _back(day):
    """The day, or the Friday before it at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - Weekday.FRIDAY))


def _on(day):
    """The day, or the Monday after it at a weekend."""
    return day + timedelta(days=(-day.weekday()) % 7 if day.weekday() > Weekday.FRIDAY else 0)


class Closure(DatedRow):
    """Days on which nobody teaches: everywhere (no school), or at one school."""

    kind = models.CharField("reason", max_length=10, choices=ClosureKind.choices)
    words = models.CharField("in a few words", max_length=80, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="a_closure_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=True, kind__in=[ClosureKind.BANK_HOLIDAY, *HUB_KINDS])
                | Q(school__isnull=False, kind__in=SCHOOL_KINDS),
                name="schools_and_hub_close_for_reasons_of_their_own",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ClosureKind.BANK_HOLIDAY) | Q(starts_on=F("ends_on")),
                name="a_bank_holiday_is_one_day",
            ),
            models.UniqueConstraint(
                fields=["starts_on"],
                condition=Q(kind=ClosureKind.BANK_HOLIDAY),
                name="a_bank_holiday_is_listed_once",
            ),
            models.UniqueConstraint(
                fields=["school", "kind", "starts_on", "ends_on", "words"],
                nulls_distinct=False,
                name="a_closure_is_entered_once",
            ),
        ]

    def __str__(self):
        return f"{self.words or self.get_kind_display()}, {self.starts_on:%-d %B %Y}"

    @property
    def title(self):
        """What it is called: "INSET day: first aid", "Christmas Day"."""
        if self.kind == ClosureKind.BANK_HOLIDAY or not self.words:
            return self.words or self.get_kind_display()
        return f"{self.get_kind_display()}: {self.words}"

    @property
    def is_entered(self):
        """Did somebody enter it? Bank holidays come with the portal."""
        return self.kind != ClosureKind.BANK_HOLIDAY

    @property
    def year(self):
        """The academic year in which it begins."""
        return AcademicYear.of(self.starts_on)

    @property
    def days(self):
        """Every day of it."""
        return [
            self.starts_on + timedelta(days=number)
            for number in range((self.ends_on - self.starts_on).days + 1)
        ]
