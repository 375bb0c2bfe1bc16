"""What stands in diaries between two days: as an agenda, a week, or counts of a month."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from hub.calendar import wall_time
from visits.arranging.words import kind_of, status_of
from visits.choices import AT_A_TIME

_FIRST_HOUR, _LAST_HOUR = 8, 17


@dataclass(frozen=True)
class Item:
    """A visit in a diary, for components/agenda.html."""

    time: datetime.time
    end: datetime.time
    text: str
    url: str
    place: str
    status: str
    kind: str


@dataclass
class Day:
    """A day with what is in it. ``items`` is read by components/agenda.html."""

    date: datetime.date
    items: list = field(default_factory=list)
    number: int = 0
    url: str = ""
    is_inside: bool = True


def between(visits, first, last):
    """Those of the visits that stand from one day to another, both included, in order of time."""
    midnight = datetime.time()
    begins = wall_time.at(first, midnight)
    ends = wall_time.at(last + datetime.timedelta(days=1), midnight)
    return visits.filter(state__in=AT_A_TIME, starts_at__gte=begins, starts_at__lt=ends)


def agenda(visits, first, last) -> list[Day]:
    """The days that have visits, each with them. One statement."""
    days = defaultdict(list)
    rows = between(visits, first, last).select_related("school", "officer", "type")
    for visit in rows.order_by("starts_at", "pk"):
        days[timezone.localdate(visit.starts_at)].append(_item(visit))
    return [Day(date, items) for date, items in days.items()]


def week(visits, monday):
    """(the five days, [(hour, [items of each day])]) of a week; hours as far as they are needed."""
    dates = [monday + datetime.timedelta(days=number) for number in range(5)]
    cells = defaultdict(list)
    for day in agenda(visits, dates[0], dates[-1]):
        for item in day.items:
            cells[item.time.hour, day.date].append(item)
    hours = {hour for hour, _ in cells}
    span = range(min(hours | {_FIRST_HOUR}), max(hours | {_LAST_HOUR - 1}) + 1)
    rows = [(datetime.time(hour), [cells[hour, date] for date in dates]) for hour in span]
    return dates, rows


def month(visits, first) -> list[list[Day]]:
    """The weeks of a month, Monday to Friday, each day with how many visits. One statement."""
    last = _last_of(first)
    begins = first - datetime.timedelta(days=first.weekday())
    counted = between(visits, first, last).annotate(day=TruncDate("starts_at"))
    numbers = dict(counted.order_by().values("day").annotate(n=Count("pk")).values_list("day", "n"))
    weeks = []
    while begins <= last:
        dates = [begins + datetime.timedelta(days=number) for number in range(5)]
        weeks.append(
            [
                Day(each, number=numbers.get(each, 0), is_inside=first <= each <= last)
                for each in dates
            ]
        )
        begins += datetime.timedelta(days=7)
    return [days for days in weeks if any(day.is_inside for day in days)]


def _last_of(first):
    return (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - (
        datetime.timedelta(days=1)
    )


def _item(visit):
    starts, ends = timezone.localtime(visit.starts_at), timezone.localtime(visit.ends_at)
    place = visit.place or visit.school.town or visit.get_medium_display()
    return Item(
        time=starts.time(),
        end=ends.time(),
        text=visit.school.name,
        url=reverse("visits:visit", args=[visit.pk]),
        place=f"{place} · {visit.officer}",
        status=status_of(visit),
        kind=kind_of(visit),
    )
