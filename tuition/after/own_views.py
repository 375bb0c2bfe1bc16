"""A carer's own lessons and groups: current, coming, asked for, and what is over."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.lists import keyset
from hub.people.models import Pupil
from hub.permissions import require
from hub.places.choices import LIVE, OVER, TAUGHT
from tuition.after import words
from tuition.after.next_lesson import first_day, next_lessons
from tuition.after.own_filters import OwnFilters
from tuition.models import Enrolment

#: Nobody has as many; a page that shows all of them still ends.
_MOST = 200
_PAST_A_PAGE = 10


@dataclass(frozen=True)
class Line:
    """One enrolment as its card shows it. ``place`` is "" where it is kept from this carer."""

    row: Enrolment
    title: str
    when: str
    place: str
    tag: tuple[str, str]
    next_lesson: date | None


@require_safe
def enrolments(request):
    """All lessons and groups of the learners whom this carer looks after."""
    require(request.user, "tuition.see_enrolment")
    pupils = list(Pupil.objects.allowing("people.report_absence", request.user).present())
    filters = OwnFilters(request.GET, pupils=pupils)
    own = Enrolment.objects.allowing("tuition.report_absence", request.user).of_pupils()
    rows = filters.narrow(own.with_all())
    rows = rows.with_right("tuition.see_whereabouts", request.user, as_="is_open")
    live = list(rows.filter(state__in=LIVE).order_by("pupil__first_name", "pk")[:_MOST])
    past = rows.filter(state__in=OVER)
    page = keyset(request, past, ("-state_since", "-pk"), per_page=_PAST_A_PAGE, among=own)
    lines, today = lines_of(live), timezone.localdate()
    offered = [line for line in lines if line.row.is_offered]
    taught = [line for line in lines if line.row.state in TAUGHT]
    context = {
        "filters": filters if len(pupils) > 1 else None,
        "offered": offered,
        "current": [line for line in taught if first_day(line.row) <= today],
        "coming": [line for line in taught if first_day(line.row) > today],
        "asked": [line for line in lines if line not in taught and line not in offered],
        "past": lines_of(page.rows),
        "page": page,
        "clear_url": request.path,
    }
    return render(request, "tuition/after/enrolments.html", context)


def lines_of(rows) -> list[Line]:
    """Lines of enrolments that say ``is_open``: may it be known where they are taught?"""
    lessons = next_lessons(rows)
    return [
        Line(
            row,
            words.title_of(row.provision, is_open=row.is_open),
            words.when_of(row),
            words.place_of(row) if row.is_open else "",
            words.tag_of(row),
            lessons.get(row.pk),
        )
        for row in rows
    ]
