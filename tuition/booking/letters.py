"""The e-mails about enrolments, with made-up data, for the pages that show them to staff."""

from django.conf import settings

from hub.messaging.letters import letter

_PLACE = f"{settings.SITE_URL}/lessons/1/"


def _line(said, state, **more):
    return {
        "what": "Violin, small group",
        "when": "Wednesdays at 4pm",
        "where": "Westbury Music Centre",
        "tutor": "Theo Tutor",
        "reference": "K7QX4PM2",
        "said": said,
        "state": state,
        "wait": "",
        "file": "",
    } | more


_APPLIED = _line("Applied", "applied", when="Day and time to be agreed", where="", tutor="")
_WAITING = _line(
    "On the waiting list",
    "waiting",
    wait="The wait is about two terms. We write to you as soon as there is a place.",
)
_CONFIRMED = _line("Confirmed", "confirmed", file=f"{_PLACE}calendar.ics")


_TERMS = {
    "reason": "",
    "answer_by": "Friday 11 December at 5pm",
    "last_day": "",
    "may_answer": True,
    "starts": "6 January 2027",
    "price_lesson": "£8",
    "price_term": "£88",
    "tell_by": "12 February 2027",
    "last_after_notice": "25 March 2027",
}


def _outcome(name, when, lines):
    states = {line["state"] for line in lines}
    letter(
        "tuition/email/outcome",
        name=f"Lessons: {name}",
        when=when,
        sample=lambda: {
            "lines": lines,
            "place": {
                "state": states.copy().pop() if len(states) == 1 else "",
                "reference": "K7QX4PM2",
            },
            "link": f"{settings.SITE_URL}/lessons/own/",
        },
    )


_outcome("application received", "Somebody applies, to every carer of the learner.", [_APPLIED])
_outcome("on the waiting list", "A group is full, to every carer of the learner.", [_WAITING])
_outcome("place confirmed", "A place is taken, to every carer of the learner.", [_CONFIRMED])
_outcome(
    "several at once",
    "Somebody sends several wishes in one go, to every carer of the learners.",
    [_CONFIRMED, _APPLIED, _WAITING],
)


def _one(template, name, when, **more):
    letter(
        f"tuition/email/{template}",
        name=f"Lessons: {name}",
        when=f"{when}, to every carer of the learner.",
        sample=lambda: {
            "place": _line("", "") | _TERMS | more,
            "link": _PLACE,
            "find_link": f"{settings.SITE_URL}/lessons/find/",
        },
    )


_one("offer", "a place is offered", "A place has come up")
_one("offer_reminder", "an offer waits for its answer", "An offer runs out soon")
_one("offer_lapsed", "an offer ran out", "Nobody has answered an offer in time")
_one("declined", "an offer was declined", "Somebody of the family has said no to an offer")
_one(
    "asked_for_another",
    "another offer was asked for",
    "Somebody of the family asks for another place than the one offered",
)
_one(
    "refused",
    "the hub cannot offer a place",
    "The hub says no to an application",
    reason="There is no tutor for the bassoon in this part of the county this year.",
)
_one("moved", "a place has moved", "A learner is moved to another lesson or group")
_one("ended", "a place has ended", "The last day is over", last_day="18 December 2026")
_one("withdrawn", "taken back", "Somebody takes back an application or a place not begun")
