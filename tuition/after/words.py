"""Places in words, as families read them. What is kept from a carer is left out here."""

from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.places.choices import PlaceState
from hub.templatetags.hub import clock

_KINDS = {
    PlaceState.CONFIRMED: "ok",
    PlaceState.STOPPING: "warn",
    PlaceState.OFFERED: "warn",
    PlaceState.WAITING: "info",
    PlaceState.APPLIED: "info",
    PlaceState.HELD: "info",
}


def title_of(provision, *, is_open=True) -> str:
    """What it is called. To a carer of whom the place is kept its name is not said: it may be in

    it ("Oak School strings").
    """
    if is_open and provision.title:
        return provision.title
    return f"{provision.instrument.name}, {provision.get_kind_display().lower()}"


def when_of(enrolment) -> str:
    """ "Wednesdays, 4pm", or that it is to be agreed; "" for what ended without a day."""
    if enrolment.day is None:
        return "" if enrolment.is_over else "Day and time to be agreed"
    day = f"{Weekday(enrolment.day).label}s"
    return f"{day}, {clock(enrolment.time)}" if enrolment.time else day


def place_of(enrolment) -> str:
    """Where it is taught. Ask ``tuition.see_whereabouts`` first."""
    return "Online" if enrolment.provision.needs_no_place else str(enrolment.provision.venue)


def tag_of(enrolment) -> tuple[str, str]:
    """(state in words, kind of the tag); a pause stands before the state."""
    if enrolment.is_taught and enrolment.is_suspended():
        until = enrolment.suspended_until
        return (f"Paused until {until:%-d %B %Y}" if until else "Paused"), "info"
    return enrolment.state_in_words, _KINDS.get(PlaceState(enrolment.state), "")


def what_next(enrolment) -> str:
    """What happens next with what was applied for, and that nobody need do anything; or ""."""
    if enrolment.state == PlaceState.APPLIED:
        return "We look for a day and a tutor, and write to you when there is a place to offer."
    if enrolment.state == PlaceState.WAITING:
        return "We write to you as soon as there is a place to offer. You need do nothing now."
    if enrolment.is_offered and enrolment.answer_by:
        return f"Please answer by {date_words(timezone.localtime(enrolment.answer_by))}."
    return ""


def date_words(day) -> str:
    """ "Wednesday 2 December 2026"."""
    return f"{day:%A %-d %B %Y}"
