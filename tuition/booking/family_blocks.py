"""Offers to answer, and what is asked for, on the cards of My family."""

from django.urls import reverse
from django.utils import timezone

from hub.people.family.cards import Block, Line, family_block
from hub.places.choices import ASKING, PlaceState
from hub.templatetags.hub import clock
from tuition.after.words import tag_of, title_of, when_of
from tuition.models import Enrolment

#: Lines on one card; the others are on the page of lessons and groups.
_MOST = 5


@family_block(order=10)
def offers(user, pupils):
    """{key of a learner: [Block]} of offers that wait for an answer. One statement."""
    now = timezone.now()
    rows = _own(user, pupils).filter(state=PlaceState.OFFERED, answer_by__gt=now)
    return _blocks("An offer to answer", rows.order_by("answer_by"), _offered)


@family_block(order=40)
def asked_for(user, pupils):
    """{key of a learner: [Block]} of applications and turns on waiting lists. One statement."""
    rows = _own(user, pupils).filter(state__in=ASKING)
    return _blocks("Asked for", rows.order_by("applied_at"), _asked)


def _own(user, pupils):
    rows = Enrolment.objects.allowing("tuition.report_absence", user).filter(pupil__in=pupils)
    return rows.with_all().with_right("tuition.see_whereabouts", user, as_="is_open")


def _blocks(title, rows, line):
    found: dict = {}
    for row in rows:
        found.setdefault(row.pupil_id, []).append(line(row))
    url = reverse("tuition:enrolments")
    return {
        key: [
            Block(title, lines[:_MOST], url=url, link="See all")
            if len(lines) > _MOST
            else Block(title, lines)
        ]
        for key, lines in found.items()
    }


def _offered(row):
    until = timezone.localtime(row.answer_by)
    return Line(
        text=title_of(row.provision, is_open=row.is_open),
        url=reverse("tuition:offer", args=[row.pk]),
        detail=f"{when_of(row)}. Answer by {until:%A %-d %B} at {clock(until)}.",
        status="Answer",
        kind="warn",
    )


def _asked(row):
    status, kind = tag_of(row)
    return Line(
        text=title_of(row.provision, is_open=row.is_open),
        url=row.get_absolute_url(),
        detail=when_of(row) if row.day is not None else "",
        status=status,
        kind=kind,
    )
