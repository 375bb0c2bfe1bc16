"""Reading audits: what was answered in each area, and what it comes to; this year beside last."""

from hub.surveys import reading
from hub.surveys.choices import Kind
from schools.audits.results import AreaResult, Given, Result
from schools.lineage import lineage_of
from schools.models import Audit


def given_by_area(filling, answered=None) -> list[AreaResult]:
    """What was answered to the statements of each area, in order; two statements.

    ``answered``: reading.answers_of(filling), when the caller has it at hand. An area is a section
    that holds statements; one that the hub has made of facts alone is none.
    """
    answered = reading.answers_of(filling) if answered is None else answered
    areas: dict = {}
    for question in reading.questions_of(filling.version):
        if question.kind == Kind.SCALE:
            section = question.section
            known = areas.setdefault(section.key, (section.title, []))
            known[1].append(_given(question, section.key, answered.get(question.key)))
    return [AreaResult(key, title, given) for key, (title, given) in areas.items()]


def result_of(audit) -> Result:
    """What an audit comes to as it is answered now."""
    return Result(given_by_area(audit.filling))


def submitted_audits(school, *, user=None):
    """The audits that a school has handed in, under this number or an earlier one, newest first.

    ``user``: only those that this user may read.
    """
    rows = Audit.objects.all() if user is None else Audit.objects.visible_to(user)
    rows = rows.submitted().filter(school__in=lineage_of(school))
    return rows.select_related("school", "filling__version", "filling__submitted_by")


def year_before(audit) -> Audit | None:
    """What the same school handed in for the year before, under whichever number."""
    return submitted_audits(audit.school).filter(year=audit.year - 1).order_by("-pk").first()


def audit_of(school, year) -> Audit | None:
    """What a school has handed in for a year, under whichever number; the newest of them."""
    return submitted_audits(school).filter(year=year).order_by("-filling__submitted_at").first()


def _given(question, area, answered):
    return Given(
        key=question.key,
        area=area,
        wording=question.wording,
        value=answered.value if answered else None,
        words=_description(question, answered),
        note=answered.note if answered else "",
    )


def _description(question, answered):
    """The sentence of the level that was chosen."""
    value = answered.value if answered else None
    return next((each["description"] for each in question.options if each["key"] == value), "")
