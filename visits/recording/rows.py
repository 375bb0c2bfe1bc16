"""The report of a visit as one typed row: preview, page, PDF and what is kept print it.

The private note is not in here, and nothing that prints a report knows of it.
"""

import datetime
from dataclasses import asdict, dataclass

from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.content.fitting import fitting_resources
from hub.surveys import reading
from schools.choices import ActionState
from schools.facts import keys
from visits.choices import Owner, SurveyState
from visits.recording import facts as heard

_RESOURCES = 4
#: An answer is read in the report at a glance: whatever is longer stands in the portal.
_LONGEST_ANSWER = 300


@dataclass(frozen=True)
class Pair:
    """A fact or an answer: what it is about, and what was said of it."""

    label: str
    words: str


@dataclass(frozen=True)
class ActionRow:
    """What was agreed: who does what by when."""

    what: str
    who: str
    due_on: datetime.date


@dataclass(frozen=True)
class Link:
    """Something that helps. ``path``: in the portal."""

    title: str
    path: str
    kind: str


@dataclass(frozen=True)
class VisitReport:
    """One report. ``number``: its version, 0 before it was sent; ``survey``: how that went."""

    school: str
    urn: int | None
    reference: str
    type: str
    day: datetime.date
    officers: list[str]
    people: list[Pair]
    strengths: str
    needs: str
    lesson: str
    school_commits: str
    hub_commits: str
    facts: list[Pair]
    survey: str
    answers: list[Pair]
    actions: list[ActionRow]
    resources: list[Link]
    follow_up: str
    number: int = 0
    correction: str = ""
    sent_on: datetime.date | None = None


def report_of(record) -> VisitReport:
    """The report as it would be sent now; about twelve statements."""
    visit = record.visit
    answers = _answers(record)
    return VisitReport(
        school=visit.school.name,
        urn=visit.school.urn,
        reference=visit.reference,
        type=visit.type.name,
        day=timezone.localdate(visit.starts_at),
        officers=[str(each.officer) for each in visit.officers.select_related("officer")],
        people=[Pair(each.name, _role(each)) for each in record.people.all()],
        strengths=record.strengths,
        needs=record.needs,
        lesson=record.lesson if record.was_observed else "",
        school_commits=record.school_commits,
        hub_commits=record.hub_commits,
        facts=_facts(visit, answers),
        survey=_survey(record),
        answers=[Pair(each.question.wording, _short(each)) for each in answers.values()],
        actions=[_action(each) for each in _agreed(visit)],
        resources=_resources(record),
        follow_up=_follow_up(visit),
    )


def as_stored(report) -> dict:
    """The row as JSON holds it."""
    stored = asdict(report)
    stored["day"] = report.day.isoformat()
    for action in stored["actions"]:
        action["due_on"] = action["due_on"].isoformat()
    for name in ("number", "correction", "sent_on"):
        del stored[name]
    return stored


def as_sent(sent) -> VisitReport:
    """The row of a SentReport, as it was then."""
    stored = dict(sent.content)
    stored["day"] = datetime.date.fromisoformat(stored["day"])
    for name in ("people", "facts", "answers"):
        stored[name] = [Pair(**each) for each in stored[name]]
    stored["resources"] = [Link(**each) for each in stored["resources"]]
    stored["actions"] = [
        ActionRow(each["what"], each["who"], datetime.date.fromisoformat(each["due_on"]))
        for each in stored["actions"]
    ]
    return VisitReport(
        **stored,
        number=sent.number,
        correction=sent.correction,
        sent_on=timezone.localdate(sent.sent_at),
    )


def resources_for(record):
    """What helps with the areas of needs and actions, and is open to everybody."""
    visit = record.visit
    areas = {*record.need_areas, *visit.actions.live().values_list("area", flat=True)} - {""}
    return fitting_resources(topics=areas, phase=visit.school.phase, user=None, limit=_RESOURCES)


def _answers(record):
    if record.survey_state not in (SurveyState.OPEN, SurveyState.DONE):
        return {}
    return {key: each for key, each in reading.answers_of(record.filling).items() if each.words}


def _facts(visit, answers):
    """What was confirmed or corrected here, unless the survey's answers say it already."""
    said = {each.question.fact_key for each in answers.values()}
    found = []
    for (key, part), fact in heard.told(visit).items():
        try:
            stated = keys.get(key)
        except KeyError:  # a fact that is not stated any more
            continue
        if key in said:
            continue
        label = f"{stated.label}: {stated.dimension.words[part]}" if part else stated.label
        found.append((keys.AREAS.index(stated.area), Pair(label, stated.words(fact.value))))
    return [pair for _, pair in sorted(found, key=lambda each: (each[0], each[1].label))]


def _short(answered):
    words = answered.words
    if answered.note:
        words = f"{words}: {answered.note}"
    return words if len(words) <= _LONGEST_ANSWER else f"{words[: _LONGEST_ANSWER - 1]}…"


def _survey(record):
    match record.survey_state:
        case SurveyState.REFUSED:
            return f"You would rather not fill it in: {record.survey_refusal}"
        case SurveyState.NOT_ASKED:
            return "It was not filled in at this visit."
        case SurveyState.OPEN:
            return "It is not finished yet."
    year = AcademicYear(record.visit.year)
    return f"Filled in for {year}."


def _agreed(visit):
    """The actions that came of it, done ones too, so that a later version does not lose them."""
    return visit.actions.exclude(state=ActionState.DROPPED).select_related("officer")


def _role(person):
    role = person.role
    if person.is_senior:
        return f"{role}, leadership team" if role else "leadership team"
    return role


def _action(action):
    who = action.get_owner_display()
    if action.owner == Owner.OFFICER:
        who = str(action.officer)
    elif action.owner_name:
        who = f"{action.owner_name}, {who.lower()}"
    return ActionRow(action.what, who, action.due_on)


def _resources(record):
    return [
        Link(each.title, each.get_absolute_url(), each.get_kind_display())
        for each in resources_for(record)
    ]


def _follow_up(visit):
    """ "We visit you again by 12 March 2027", or "" """
    coming = visit.follow_ups.coming().order_by("due_on").first()
    if coming is None:
        return ""
    if coming.starts_at:
        return f"We visit you again on {timezone.localtime(coming.starts_at):%-d %B %Y}."
    return f"We visit you again by {coming.due_on:%-d %B %Y}." if coming.due_on else ""
