"""Arranging visits: officers of the hub, the school signed in, and whoever has the link."""

import datetime

from django.utils import timezone

from hub.accounts.choices import Role
from tests.answers import NO_ROLE, SCHOOLS, Row, everybody, only, signed_in
from tests.factories.visits import make_visit
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL
from visits.arranging import links
from visits.models import ProposedDate, VisitOfficer, VisitRequest, VisitType

SEE = (Role.OFFICER, Role.TRAINING, Role.ENSEMBLES, Role.MANAGER)
OWN = (Role.LEAD, Role.HEAD)
BLIND = dict.fromkeys({NO_ROLE, *Role} - {*SEE, *OWN}, 404)
STRANGE = BLIND | dict.fromkeys(OWN, 404)


def with_dates(school, **fields):
    """A visit to the school with two dates that wait for its answer."""
    visit = make_visit(school, state="proposed", proposed_at=timezone.now(), **fields)
    for days in (10, 12):
        starts = timezone.now() + datetime.timedelta(days=days)
        ends = starts + datetime.timedelta(hours=1)
        ProposedDate.objects.create(visit=visit, starts_at=starts, ends_at=ends)
    return visit


def a_visit(state="to-arrange", **fields):
    """Objects of a route about a visit in this state, at one's own school and at another."""
    return tuple(
        lambda world, who, at=at: {"pk": make_visit(getattr(world, at), state=state, **fields).pk}
        for at in ("school", "foreign_school")
    )


def _with_dates(at):
    return lambda world, who: {"pk": with_dates(getattr(world, at)).pk}


def _along(at):
    def make(world, who):
        visit = make_visit(getattr(world, at))
        VisitOfficer.objects.create(visit=visit, officer=world.users[Role.OFFICER])
        return {"pk": visit.pk, "officer": world.users[Role.OFFICER].pk}

    return make


def _link(world, who):
    return {"token": links.token_of(with_dates(world.school))}


def _link_of_a_day(world, who):
    return {"token": links.token_of(make_visit(world.school, state="confirmed"))}


def _forged(world, who):
    return {"token": "WzEsMV0:forged"}


def _write(post):
    """For those who change visits to the school: officers."""
    return Row(
        only(Role.OFFICER) | BLIND,
        only(Role.OFFICER, answer=post) | BLIND,
        only(Role.OFFICER) | STRANGE,
        only(Role.OFFICER, answer=post) | STRANGE,
    )


def _request(at):
    def make(world, who):
        school = getattr(world, at)
        # One open request a school: an earlier one is answered.
        VisitRequest.objects.filter(school=school).delete()
        return {"pk": VisitRequest.objects.create(school=school, words="Year 4").pk}

    return make


def _type(world, who):
    return {"pk": VisitType.objects.first().pk}


PLAN = Row(only(Role.OFFICER, Role.MANAGER), signed_in(405))
SET_TYPES = (Role.MANAGER, Role.ADMIN)
READ = Row(
    only(*SEE, *OWN, others=404),
    signed_in(405),
    only(*SEE, others=404),
    signed_in(405),
)
REQUEST_UNSEEN = dict.fromkeys({NO_ROLE, *Role} - {Role.OFFICER, Role.MANAGER, *OWN}, 404)
_FILE = Row(everybody(200), everybody(405), everybody(404), everybody(405))

ROWS = {
    "visits:visit": READ,
    "visits:calendar_file": READ,
    "visits:kilometres": _write(422),
    "visits:propose": _write(422),
    "visits:fix": _write(422),
    "visits:officers": _write(422),
    "visits:stay_behind": _write(302),
    "visits:mark_done": _write(302),
    "visits:no_reply": _write(302),
    "visits:undo": _write(302),
    "visits:cancel": _write(422),
    "visits:reply": Row(
        only(*OWN) | BLIND,
        only(*OWN, answer=422) | BLIND,
        only() | STRANGE,
        only() | STRANGE,
    ),
    "visits:answer": Row(everybody(200), everybody(422), everybody(404), everybody(404)),
    "visits:answer_file": _FILE,
    "visits:school": Row(
        only(*SEE, *OWN) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*SEE) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
        signed_in(405),
    ),
    "visits:booked": PLAN,
    "visits:to_write_up": PLAN,
    "visits:done": PLAN,
    # Officers are led to their own diary first.
    "visits:diary": Row(
        only(Role.MANAGER) | {Role.OFFICER: 302},
        signed_in(405),
    ),
    "visits:diary_week": Row(only(Role.MANAGER) | {Role.OFFICER: 302}, signed_in(405)),
    "visits:diary_month": Row(only(Role.MANAGER) | {Role.OFFICER: 302}, signed_in(405)),
    "visits:working_week": Row(only(Role.OFFICER), only(Role.OFFICER, answer=422)),
    "visits:requests": PLAN,
    "visits:request": Row(
        only(Role.OFFICER) | REQUEST_UNSEEN,
        only(Role.OFFICER, answer=422) | REQUEST_UNSEEN,
        only(Role.OFFICER) | REQUEST_UNSEEN | dict.fromkeys(OWN, 404),
        only(Role.OFFICER, answer=422) | REQUEST_UNSEEN | dict.fromkeys(OWN, 404),
    ),
    "visits:ask": Row(
        only(*OWN) | KNOW_NO_SCHOOL,
        only(*OWN, answer=422) | KNOW_NO_SCHOOL,
        only() | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
        only() | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
    ),
    "visits:types": Row(only(*SET_TYPES), signed_in(405)),
    "visits:new_type": Row(only(*SET_TYPES), only(*SET_TYPES, answer=422)),
    "visits:type": Row(
        only(*SET_TYPES),
        only(*SET_TYPES, answer=422),
        only(*SET_TYPES),
        only(*SET_TYPES, answer=422),
    ),
    "visits:own": Row(only(*OWN, answer=302), signed_in(405)),
}

OBJECTS = {
    **dict.fromkeys(
        ["visits:visit", "visits:propose", "visits:fix", "visits:officers", "visits:cancel"],
        a_visit(),
    ),
    "visits:calendar_file": a_visit("confirmed"),
    "visits:kilometres": a_visit("done"),
    "visits:mark_done": a_visit("confirmed"),
    "visits:no_reply": (_with_dates("school"), _with_dates("foreign_school")),
    "visits:undo": a_visit("cancelled"),
    "visits:stay_behind": (_along("school"), _along("foreign_school")),
    "visits:reply": (_with_dates("school"), _with_dates("foreign_school")),
    "visits:answer": (_link, _forged),
    "visits:answer_file": (_link_of_a_day, _forged),
    "visits:school": A_SCHOOL,
    "visits:ask": A_SCHOOL,
    "visits:request": (_request("school"), _request("foreign_school")),
    "visits:type": (_type, _type),
}

NO_PAGES = {"visits:calendar_file", "visits:answer_file"}
