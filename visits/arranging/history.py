"""What has happened to one visit, newest first, from its own rows."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from visits.arranging.clocking import in_words
from visits.choices import CAME_TO_NOTHING, ReplyKind
from visits.models import ProposedDate, VisitReply

_REPLIES = {
    ReplyKind.CHOSE: "The school chose a date.",
    ReplyKind.ASKED: "The school asked for other dates.",
    ReplyKind.REFUSED: "The school does not want the visit.",
}


@dataclass(frozen=True)
class Happening:
    """One line for components/timeline.html."""

    at: datetime
    text: str
    who: str = ""
    detail: str = ""


def happenings(visit, *, user) -> list[Happening]:
    """Everything that this person may know of how the visit came about. Two statements."""
    found = [Happening(visit.created_at, "The visit was put down to be arranged.")]
    dates = (
        ProposedDate.objects.visible_to(user)
        .filter(visit=visit)
        .order_by("proposed_at", "starts_at")
    )
    for at, several in groupby(dates, key=lambda date: date.proposed_at.replace(microsecond=0)):
        lines = "\n".join(in_words(date.starts_at, date.ends_at) for date in several)
        found.append(Happening(at, "The hub proposed dates.", detail=lines))
    replies = VisitReply.objects.visible_to(user).filter(visit=visit).select_related("by")
    for reply in replies:
        who = str(reply.by) if reply.by else reply.name
        found.append(Happening(reply.at, _REPLIES[reply.kind], who, reply.words))
    if visit.confirmed_at and visit.starts_at:
        words = f"The visit was fixed for {in_words(visit.starts_at, visit.ends_at)}."
        found.append(Happening(visit.confirmed_at, words))
    if visit.done_at:
        found.append(Happening(visit.done_at, "The visit was marked as done."))
    if visit.report_sent_at:
        found.append(Happening(visit.report_sent_at, "The report went to the school."))
    if visit.state in CAME_TO_NOTHING:
        words = f"It came to nothing: {visit.get_state_display().lower()}."
        found.append(Happening(visit.state_since, words, detail=visit.reason))
    # Steps of one moment stand in the order in which they are taken, the last on top.
    return sorted(found, key=lambda each: each.at)[::-1]
