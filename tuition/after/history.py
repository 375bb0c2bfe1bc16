"""What has happened to one enrolment, newest first, from its own rows."""

from dataclasses import dataclass
from datetime import datetime

from hub.places.choices import PlaceState
from tuition.choices import RequestState

_OVER = {
    PlaceState.ENDED: "The place ended.",
    PlaceState.DECLINED: "It was declined.",
    PlaceState.LAPSED: "The time to answer ran out.",
    PlaceState.WITHDRAWN: "It was withdrawn.",
}


@dataclass(frozen=True)
class Happening:
    """One line for components/timeline.html."""

    at: datetime
    text: str
    who: str = ""
    detail: str = ""
    url: str = ""
    where: str = ""


def happenings(row, requests=(), *, is_open) -> list[Happening]:
    """Everything that those who care for the learner may know. No statement.

    Without what others wrote where the place is kept: it may be named there.
    """
    found = [Happening(row.applied_at, "You applied.")]
    if row.offered_at:
        found.append(Happening(row.offered_at, "A place was offered."))
    if row.confirmed_at:
        found.append(Happening(row.confirmed_at, "The place was confirmed."))
    if row.state == PlaceState.STOPPING:
        text = f"Notice was given. The last day is {row.last_day:%-d %B %Y}."
        found.append(Happening(row.state_since, text))
    if row.state in _OVER:
        found.append(
            Happening(
                row.state_since, _OVER[PlaceState(row.state)], detail=row.reason if is_open else ""
            )
        )
    for each in requests:
        kind = each.get_kind_display().lower()
        words, answer = (each.words, each.answer) if is_open else ("", "")
        text = f"A change was asked for: {kind}."
        found.append(Happening(each.created_at, text, detail=words))
        if each.state != RequestState.OPEN and each.answered_at:
            text = f"{kind.capitalize()}: {each.get_state_display().lower()}."
            found.append(Happening(each.answered_at, text, detail=answer))
    # Of what happened at one moment, the step that follows is the newer one.
    return sorted(found, key=lambda each: each.at)[::-1]
