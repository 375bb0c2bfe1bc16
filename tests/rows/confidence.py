"""The confidence survey: run by leads and heads, answered by whoever has the link."""

from hub.accounts.choices import Role
from schools.confidence import links
from schools.models import ConfidenceSurvey
from tests.answers import PUBLIC, SCHOOLS, Row, everybody, only
from tests.factories.confidence import make_confidence
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

RUN = (Role.LEAD, Role.HEAD)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)


def _with_survey(at):
    def make(world, who):
        school = getattr(world, at)
        if not ConfidenceSurvey.objects.filter(school=school).exists():
            make_confidence(school=school)
        return {"pk": school.pk}

    return make


def _link(world, who):
    return {"token": links.token_of(make_confidence())}


def _forged(world, who):
    return {"token": "WzEsMV0:forged"}


def _run(post):
    return Row(
        only(*RUN) | KNOW_NO_SCHOOL,
        only(*RUN, answer=post) | KNOW_NO_SCHOOL,
        only() | STRANGE,
        only() | STRANGE,
    )


ROWS = {
    "schools:confidence": _run(422),
    "schools:confidence_close": _run(302),
    "schools:confidence_link": _run(302),
    "confidence:answer": Row(everybody(200), everybody(422), everybody(404), everybody(404)),
    "confidence:thanks": PUBLIC,
}

_SURVEYED = (_with_survey("school"), _with_survey("foreign_school"))
OBJECTS = {
    "schools:confidence": A_SCHOOL,
    "schools:confidence_close": _SURVEYED,
    "schools:confidence_link": _SURVEYED,
    "confidence:answer": (_link, _forged),
}
