"""Visits on the timeline of a school's record. Loaded by visits/timeline.py."""

from django.urls import reverse

from schools.timeline import Event, rows_that_happened, timeline_source
from visits.choices import CAME_TO_NOTHING, TOOK_PLACE, VisitState
from visits.models import Visit

_KIND = "Visits"
_ENDED = {
    VisitState.CANCELLED: "A visit was called off.",
    VisitState.REFUSED: "The school did not want a visit.",
    VisitState.NO_REPLY: "The school did not answer the dates of a visit.",
}


def _rows(schools, user):
    rows = Visit.objects.none() if user is None else Visit.objects.visible_to(user)
    return rows.filter(school__in=schools)


def _took_place(at, school, told):
    text = f"{told['type']}: {told['officer'] or 'the hub'} visited the school."
    return Event(at, text, school, url=reverse("visits:visit", args=[told["pk"]]))


@timeline_source(_KIND, _took_place)
def took_place(schools, user):
    """Visits that were made, on the day on which they were."""
    rows = _rows(schools, user).filter(state__in=TOOK_PLACE)
    return rows_that_happened(
        rows, at="starts_at", pk="pk", type="type__name", officer="officer__name"
    )


def _was_proposed(at, school, told):
    return Event(
        at,
        "The hub proposed dates for a visit.",
        school,
        told["officer"] or "",
        reverse("visits:visit", args=[told["pk"]]),
        is_private=True,
    )


@timeline_source(_KIND, _was_proposed)
def proposed(schools, user):
    """Dates that the hub has proposed, the newest of each visit."""
    rows = _rows(schools, user).filter(proposed_at__isnull=False)
    return rows_that_happened(rows, at="proposed_at", pk="pk", officer="officer__name")


def _was_fixed(at, school, told):
    url = reverse("visits:visit", args=[told["pk"]])
    return Event(at, "A day for a visit was agreed.", school, url=url, is_private=True)


@timeline_source(_KIND, _was_fixed)
def fixed(schools, user):
    """That a day was agreed."""
    rows = _rows(schools, user).filter(confirmed_at__isnull=False)
    return rows_that_happened(rows, at="confirmed_at", pk="pk")


def _came_to_nothing(at, school, told):
    url = reverse("visits:visit", args=[told["pk"]])
    text = _ENDED[told["state"]]
    return Event(at, text, school, url=url, detail=told["reason"], is_private=True)


@timeline_source(_KIND, _came_to_nothing)
def came_to_nothing(schools, user):
    """Visits that were called off, refused, or never answered."""
    rows = _rows(schools, user).filter(state__in=CAME_TO_NOTHING)
    return rows_that_happened(rows, at="state_since", pk="pk", state="state", reason="reason")
