"""Schools of the due list with everything that is told of them: months, reasons, next visit."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from schools import priority
from schools.models import School
from visits.cycle import last_day_past
from visits.due import scoring
from visits.models import Action, Visit, VisitRequest
from visits.standing import months_between


@dataclass(frozen=True)
class Reason:
    """Why a school is where it is, in words, and how many points of its score that is."""

    text: str
    points: int

    def __str__(self):
        return f"{self.text}, {self.points}"


@dataclass(frozen=True)
class DueRow:
    """One school of the list. ``months``: since its last visit that counts, None when never."""

    school: School
    tier: int
    score: int
    months: int | None
    last_on: date | None
    reasons: list[Reason]
    next_visit: Visit | None

    @property
    def is_past(self):
        """Is it past the cycle, or was it never visited?"""
        return self.tier in (scoring.PAST, scoring.PAST_AND_ARRANGED)

    @property
    def standing(self):
        """How it stands, in words."""
        if self.months is None:
            return "Never visited"
        return "Past the cycle" if self.is_past else "Within the cycle"

    @property
    def arranged(self):
        """How far the next visit is, in words; "" when none is being arranged."""
        if self.next_visit is None:
            return ""
        state = self.next_visit.get_state_display()
        if self.next_visit.starts_at is None:
            return state
        day = timezone.localtime(self.next_visit.starts_at)
        return f"{state}, {date_format(day, 'j F Y')}"


def with_all(schools):
    """The schools with what ``row_of`` looks at: joined, so one statement tells it."""
    today = timezone.localdate()
    actions = Action.objects.overdue(today).filter(school=OuterRef("pk")).order_by()
    asked = VisitRequest.objects.filter(school=OuterRef("pk"), answered_at__isnull=True)
    counted = actions.values("school").annotate(number=Count("pk")).values("number")
    return schools.select_related("region", "visit_standing__next_visit", "signals").annotate(
        overdue=Coalesce(Subquery(counted), 0), asked_at=Subquery(asked.values("asked_at")[:1])
    )


def rows_of(pks) -> list[DueRow]:
    """The DueRows of these schools, in this order; one statement."""
    found = with_all(School.objects.filter(pk__in=pks)).order_by().in_bulk()
    by = scoring.weights()
    return [row_of(found[pk], by) for pk in pks if pk in found]


def row_of(school, by) -> DueRow:
    """The DueRow of a school of ``with_all``, by these weights."""
    standing, today = getattr(school, "visit_standing", None), timezone.localdate()
    last = standing and standing.last_counted_on
    next_visit = standing.next_visit if standing else None
    is_past = not last or last <= last_day_past()
    tier = (2 if is_past else 0) + (0 if next_visit else 1)
    reasons = [_of_time(last, today, by[scoring.MONTHS]), *_of_own(school, by), *_of(school, by)]
    reasons = sorted((each for each in reasons if each.points), key=lambda each: -each.points)
    score = sum(each.points for each in reasons)
    months = months_between(last, today) if last else None
    return DueRow(school, tier, score, months, last, reasons, next_visit)


def _of_time(last, today, weight):
    if not last:
        return Reason("Never visited", scoring.points_of_never(weight))
    months = months_between(last, today)
    told = "1 month" if months == 1 else f"{months} months"
    return Reason(
        f"{told} since the last visit", scoring.points_of_days((today - last).days, weight)
    )


def _of_own(school, by):
    if school.asked_at:
        day = date_format(timezone.localtime(school.asked_at), "j F Y")
        yield Reason(f"The school asked for a visit on {day}", by[scoring.ASKED])
    if school.overdue:
        told = "1 overdue action" if school.overdue == 1 else f"{school.overdue} overdue actions"
        yield Reason(told, by[scoring.OVERDUE])


def _of(school, by):
    kept = getattr(school, "signals", None)
    if kept is None:
        return
    strengths = kept.strengths
    for each in priority.stated():
        if strengths[each.place]:
            points = scoring.points_of(strengths[each.place], by[each.key])
            yield Reason(each.words(kept.told.get(each.key, {})), points)


def having(schools, key):
    """Those of the schools for which the thing of this key speaks."""
    if key == scoring.ASKED:
        return schools.filter(pk__in=scoring.asking())
    if key == scoring.OVERDUE:
        return schools.filter(pk__in=scoring.overdue())
    column = next(each.column for each in priority.stated() if each.key == key)
    return schools.filter(Q(**{f"signals__{column}__gt": 0}))
