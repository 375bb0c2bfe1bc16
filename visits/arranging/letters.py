"""The e-mails about visits, with made-up people, for the pages that show them to staff."""

from types import SimpleNamespace

from django.conf import settings

from hub.messaging.letters import letter
from visits.choices import VisitState

_ANSWER = f"{settings.SITE_URL}/visits/answer/WzEsMV0:3Kz9/"
_WHEN = "Tuesday 8 December 2026, 10am to 11:30am"


def _sample(state, **more):
    visit = SimpleNamespace(
        reference="K7QX4P",
        purpose="Music in Years 3 and 4, and your development plan",
        medium="school",
        place="",
        get_medium_display="At the school",
        state=state,
        reason="The officer is ill. We will propose other dates.",
    )
    return {
        "visit": visit,
        "school": "Oakfield Primary School",
        "officer": "Olive Osborne",
        "when": _WHEN,
        "stands": state == VisitState.CONFIRMED,
        "before": None,
        "link": f"{settings.SITE_URL}/visits/1/",
        **more,
    }


def _letter(template, name, when, state=VisitState.CONFIRMED, **more):
    letter(f"visits/email/{template}", name=name, when=when, sample=lambda: _sample(state, **more))


_TO_SCHOOL = {"link": _ANSWER, "file": f"{_ANSWER}calendar.ics"}
_DATES = [_WHEN, "Thursday 10 December 2026, 2pm to 3:30pm"]

_letter(
    "proposal",
    "Visit: dates proposed",
    "An officer proposes dates for a visit, to the lead and head of the school.",
    VisitState.PROPOSED,
    dates=_DATES,
    **_TO_SCHOOL,
)
_letter(
    "unanswered",
    "Visit: dates not answered",
    "A school has not answered the dates of a visit, to its lead and head.",
    VisitState.PROPOSED,
    dates=_DATES,
    **_TO_SCHOOL,
)
_letter(
    "confirmed",
    "Visit: confirmed",
    "A day is fixed for a visit, to the lead and head of the school.",
    **_TO_SCHOOL,
)
_letter(
    "moved",
    "Visit: moved",
    "A visit has another time, or somebody else comes, to the lead and head of the school.",
    **_TO_SCHOOL | {"before": "Monday 7 December 2026, 9am"},
)
_letter(
    "cancelled",
    "Visit: called off",
    "The hub calls a visit off, to the lead and head of the school.",
    VisitState.CANCELLED,
    **_TO_SCHOOL,
)
_letter(
    "reminder",
    "Visit: reminder for the school",
    "A visit is near, to the lead and head of the school.",
    **_TO_SCHOOL,
)
for _kind, _what, _state in (
    ("chose", "a date chosen", VisitState.CONFIRMED),
    ("asked", "other dates wanted", VisitState.TO_ARRANGE),
    ("refused", "not wanted", VisitState.REFUSED),
):
    _letter(
        "answered",
        f"Answer of a school: {_what}",
        "A school has answered the dates of a visit, to the officers who go.",
        _state,
        reply=SimpleNamespace(kind=_kind, words="Please come to the hall."),
        who="Amy Fairweather",
    )
for _what, _state in (
    ("to arrange", VisitState.TO_ARRANGE),
    ("in the diary", VisitState.CONFIRMED),
    ("called off", VisitState.CANCELLED),
):
    _letter(
        "given",
        f"Visit for an officer: {_what}",
        "Somebody else gives an officer a visit, fixes it for them or calls it off.",
        _state,
        who="Peter Planner",
    )
_letter(
    "officer_reminder",
    "Visit: reminder for the officer",
    "A visit is near, to the officers who go.",
)
_letter(
    "late",
    "Visit: to be written up",
    "A visit is past and not marked done, or not written up, to its officer.",
    VisitState.DONE,
)
_letter(
    "carried",
    "Visit: the school has closed",
    "A school closes before a visit, to the officers who go.",
    before="Oakfield Infant School",
    after="Oakfield Primary School",
)

letter(
    "visits/email/asked",
    name="Visit: a school asks for one",
    when="A school asks the hub for a visit, to the officers of its region.",
    sample=lambda: {
        "school": "Oakfield Primary School",
        "words": "Our music lead is new and would like to plan the year with you.",
        "link": f"{settings.SITE_URL}/visits/requests/1/",
    },
)
for _what, _answer_words in (
    ("with a visit", None),
    ("with words", "Come to our open day on Friday."),
):
    letter(
        "visits/email/request_answered",
        name=f"Request for a visit answered: {_what}",
        when="An officer answers a school that has asked for a visit, to its lead and head.",
        sample=lambda words=_answer_words: {
            "school": "Oakfield Primary School",
            "answer": words,
            "link": f"{settings.SITE_URL}/visits/school/1/",
        },
    )
