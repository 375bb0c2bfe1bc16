"""Audits of schools, begun and handed in the way people do."""

from hub.calendar.years import AcademicYear
from hub.surveys import answering, reading
from hub.surveys.answering import Given
from schools.audits import auditing, content
from schools.audits.permissions import QUESTIONNAIRE
from schools.models import Audit
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


def questions():
    """The version of the audit that is asked."""
    return reading.published(QUESTIONNAIRE)


def open_audit(school=None, *, year=None, by=None, answers=None) -> Audit:
    """An audit that is being answered. ``answers``: {statement: key of a level}."""
    school = school or SchoolFactory()
    by = by or make_user("lead", scope={"school": school})
    year = AcademicYear.current() if year is None else AcademicYear(year)
    filling = answering.start(version=questions(), school=school, year=year, by=by)
    audit = Audit.objects.create(school=school, year=year, filling=filling)
    for key, value in (answers or {}).items():
        answer(audit, key, value, by=by)
    return audit


def answer(audit, key, value=None, note="", *, by, seen=0):
    """Answer one question of an audit."""
    section = audit.filling.version.sections.get(questions__key=key)
    answering.save(
        filling=audit.filling,
        section=section,
        cleaned={key: Given(value, note)},
        seen={key: seen},
        by=by,
    )


def submitted_audit(school=None, *, level="established", answers=None, by=None, **fields) -> Audit:
    """An audit that is handed in: every statement at one level, but those of ``answers``."""
    school = school or SchoolFactory()
    by = by or make_user("lead", scope={"school": school})
    audit = open_audit(school, by=by, **fields)
    said = dict.fromkeys(content.statements(), level) | (answers or {})
    for section in audit.filling.version.sections.all():
        cleaned = {
            key: Given(value)
            for key, value in said.items()
            if value and content.statements()[key].area == section.key
        }
        answering.save(filling=audit.filling, section=section, cleaned=cleaned, seen={}, by=by)
    return auditing.submit(audit=audit, by=by)
