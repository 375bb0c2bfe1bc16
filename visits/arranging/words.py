"""How a visit stands, in words: for tags, and for what happens next."""

from django.db.models import Q
from django.utils import timezone

from visits.arranging.clocking import in_words
from visits.choices import VisitState

#: The colour of the tag of each state.
KINDS = {
    VisitState.TO_ARRANGE: "warn",
    VisitState.PROPOSED: "info",
    VisitState.CONFIRMED: "ok",
    VisitState.DONE: "warn",
    VisitState.WRITTEN_UP: "ok",
    VisitState.CLOSED: "ok",
}


def kind_of(visit) -> str:
    """The colour of the tag of a visit; one that is past and not marked done wants somebody."""
    return "warn" if is_past(visit) else KINDS.get(visit.state, "")


def status_of(visit) -> str:
    """The state in words, as lists show it."""
    return "Past, not marked done" if is_past(visit) else visit.get_state_display()


def is_past(visit) -> bool:
    """Is it confirmed, and over?"""
    return visit.state == VisitState.CONFIRMED and visit.ends_at < timezone.now()


def to_write(now):
    """Q: visits that are done and not written up, or past and not marked as done."""
    return Q(state=VisitState.DONE) | Q(state=VisitState.CONFIRMED, ends_at__lt=now)


def next_for_officer(visit) -> str:
    """What happens next, in a sentence for staff."""
    if visit.state == VisitState.TO_ARRANGE:
        if visit.replies.exists() and visit.proposed_at:
            return "The school asks for other dates. Propose some, or fix one by telephone."
        return "Propose dates to the school, or fix one by telephone."
    if visit.state == VisitState.PROPOSED:
        return "The school chooses one of the dates. You get an e-mail when it has answered."
    if visit.state == VisitState.CONFIRMED and is_past(visit):
        return "Did it take place? Mark it as done and write it up; else move it or call it off."
    if visit.state == VisitState.CONFIRMED:
        return "The visit takes place. School and officer are reminded some days before."
    if visit.state == VisitState.DONE:
        return "Write the visit up and send the school its report."
    if visit.state == VisitState.WRITTEN_UP:
        return "The visit is written up. It closes when everything that was agreed is done."
    if visit.state == VisitState.NO_REPLY:
        return "The school has not answered. Propose dates anew, or telephone and fix one."
    return ""


def next_for_school(visit) -> str:
    """What happens next, in a sentence for the school."""
    if visit.state == VisitState.TO_ARRANGE:
        return (
            "You have asked for other dates. We will propose some."
            if visit.proposed_at
            else "We will propose dates to you."
        )
    if visit.state == VisitState.PROPOSED:
        return "Choose one of the dates below."
    if visit.state == VisitState.CONFIRMED and not is_past(visit):
        return f"We visit you on {in_words(visit.starts_at, visit.ends_at)}."
    if visit.state == VisitState.DONE:
        return "The visit has taken place. We are writing our report."
    if visit.state == VisitState.REFUSED:
        return "You have told us that you do not want this visit."
    return ""
