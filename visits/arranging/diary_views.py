"""The diary of visits: days as an agenda, a week as a table, a month as counts."""

import datetime

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub.calendar.years import monday_of
from hub.lists import address
from hub.permissions import may, require
from visits.arranging import diary
from visits.arranging.list_filters import DiaryFilters
from visits.models import Visit

#: An agenda shows so many days at once.
_DAYS = 28
_VIEWS = (("diary", "Agenda"), ("diary_week", "Week"), ("diary_month", "Month"))


@require_safe
def agenda(request):
    """The days of four weeks that have visits."""
    return _diary(request, "diary", lambda day: day, datetime.timedelta(days=_DAYS), _agenda)


@require_safe
def week(request):
    """A week from Monday to Friday: days across, hours down."""
    return _diary(request, "diary_week", monday_of, datetime.timedelta(days=7), _week)


@require_safe
def month(request):
    """A month: how many visits each day has, and the way to it."""
    return _diary(request, "diary_month", lambda day: day.replace(day=1), None, _month)


def _diary(request, name, begin, step, fill):
    require(request.user, "visits.plan_visits")
    if not request.GET and may(request.user, "visits.write_diary"):
        # An officer's own days first; everybody's are one filter away.
        return redirect(f"{request.path}?{urlencode({'officer': request.user.pk})}")
    filters = DiaryFilters(request.GET)
    first = begin(_day(filters.values.get("on")))
    visits = filters.narrow(Visit.objects.visible_to(request.user))
    back = first - (step or datetime.timedelta(days=1))
    on = first + (step or datetime.timedelta(days=32))
    query = request.GET.copy()
    query.pop("on", None)
    kept = f"&{query.urlencode()}" if query else ""
    context = {
        "filters": filters,
        "first": first,
        "views": [
            (f"{reverse(f'visits:{each}')}?on={first}{kept}", words, each == name)
            for each, words in _VIEWS
        ],
        "previous_url": address(request, on=str(begin(back))),
        "today_url": address(request, on=str(timezone.localdate())),
        "next_url": address(request, on=str(begin(on))),
        "clear_url": "?officer=",
        **fill(visits, first, kept),
    }
    return render(request, f"visits/{name}.html", context)


def _agenda(visits, first, kept):
    last = first + datetime.timedelta(days=_DAYS - 1)
    return {"last": last, "days": diary.agenda(visits, first, last)}


def _week(visits, first, kept):
    dates, hours = diary.week(visits, first)
    return {"last": dates[-1], "dates": dates, "hours": hours}


def _month(visits, first, kept):
    weeks = diary.month(visits, first)
    for day in (day for days in weeks for day in days):
        day.url = f"{reverse('visits:diary')}?on={day.date}{kept}"
    return {"weeks": weeks}


def _day(text):
    """The day of the address; today when there is none that can be read or that is far away."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text or "")
    except ValueError:
        return today
    return day if abs((day - today).days) < 3650 else today
