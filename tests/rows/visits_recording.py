"""Records of visits and their reports.

An officer has visits of their own; whoever asks otherwise asks for a visit of somebody else.
"""

import datetime

from django.utils import timezone

from hub.accounts.choices import Role
from tests.answers import Row, only, signed_in
from tests.factories.accounts import make_user
from tests.factories.visits import make_visit
from visits.choices import VisitState
from visits.models import Visit
from visits.recording import keeping, sending

#: They know of every visit, and read its record or not.
READ = (Role.OFFICER, Role.MANAGER)
KNOW = (*READ, Role.TRAINING, Role.ENSEMBLES)
OWN = (Role.LEAD, Role.HEAD)


def _recorded(school, officer, *, is_sent):
    """A visit with a record, one a school and officer."""
    found = Visit.objects.filter(
        school=school, officer=officer, record__isnull=False, report_sent_at__isnull=not is_sent
    ).first()
    if found:
        return found
    # Nobody is in two places at once: each on a day of its own.
    days = 10 + Visit.objects.filter(officer=officer).count()
    at = timezone.now() - datetime.timedelta(days=days)
    visit = make_visit(school, state=VisitState.DONE, officer=officer, at=at)
    record = keeping.begin(visit=visit, by=officer)
    seen = {"strengths": keeping.mark_of("")}
    saved = keeping.save(record=record, values={"strengths": "Singing"}, seen=seen, by=officer)
    if is_sent:
        sending.send(record=saved.record, number=1, by=officer)
    return visit


def _at(*, is_sent=False, **more):
    def strange(world, who):
        there = Visit.objects.filter(school=world.foreign_school).exclude(
            officer=world.users[Role.OFFICER]
        )
        first = there.first()
        officer = first.officer if first else make_user(Role.OFFICER)
        visit = _recorded(world.foreign_school, officer, is_sent=is_sent)
        return {"pk": visit.pk, **more}

    def own(world, who):
        visit = _recorded(world.school, world.users[Role.OFFICER], is_sent=is_sent)
        return {"pk": visit.pk, **more}

    return own, strange


_UNKNOWN = signed_in(404)
_KNOWN_TO_HUB = _UNKNOWN | dict.fromkeys(KNOW, 403)
_SEEN = _KNOWN_TO_HUB | dict.fromkeys(OWN, 403)


def _written(post=422):
    """A page that whoever goes there writes on; others who know of the visit may not."""
    mine = {Role.OFFICER: 200}
    return Row(
        _SEEN | mine,
        _SEEN | {Role.OFFICER: post},
        _KNOWN_TO_HUB,
        _KNOWN_TO_HUB,
    )


_READ = dict.fromkeys(READ, 200)
ROWS = {
    "visits:record": Row(
        _SEEN | _READ,
        _SEEN | {Role.OFFICER: 302},
        _KNOWN_TO_HUB | _READ,
        _KNOWN_TO_HUB,
    ),
    "visits:record_facts": _written(302),
    "visits:record_facts_area": _written(409),
    "visits:record_people": _written(),
    "visits:record_survey": _written(302),
    "visits:record_survey_refuse": _written(),
    "visits:record_survey_section": _written(302),
    "visits:record_actions": _written(),
    "visits:record_follow_up": _written(),
    "visits:record_section": _written(302),
    "visits:report_preview": _written(),
    "visits:report": Row(
        only(*READ, *OWN, Role.TRUST, others=404),
        signed_in(405),
        only(*READ, others=404),
        signed_in(405),
    ),
}
OBJECTS = {name: _at() for name in ROWS} | {
    "visits:record_facts_area": _at(slug="singing"),
    "visits:record_survey_section": _at(key="singing"),
    "visits:record_section": _at(key="lesson"),
    "visits:report": _at(is_sent=True),
}
