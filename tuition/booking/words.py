"""What families read of days, waiting and why something cannot be had."""

from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.templatetags.hub import clock
from tuition.choices import ProvisionState


def why_closed(provision, on=None) -> str:
    """Why a provision takes no applications, in a sentence; "" when it does."""
    day = on or timezone.localdate()
    if provision.state != ProvisionState.PUBLISHED or provision.is_over(day):
        return f"{provision} is not offered any more."
    if provision.opens_on and day < provision.opens_on:
        return f"{provision} can be booked from {_day(provision.opens_on)}."
    if provision.closes_on and day > provision.closes_on:
        return f"{provision} could be booked until {_day(provision.closes_on)}."
    return ""


def when_of(provision) -> str:
    """ "Wednesdays, 4pm" or that it is to be agreed."""
    if not provision.is_fixed:
        return "Day and time to be agreed"
    return f"{Weekday(provision.weekday).label}s, {clock(provision.starts_at)}"


def wait_in_words(provision) -> str:
    """About how long somebody waits who joins the list now; honest when nobody knows."""
    terms = provision.wait_terms
    if terms is None:
        return "We cannot say how long the wait is. We write as soon as there is a place."
    if terms == 0:
        return "A place often comes up within the term."
    return f"The wait is about {terms} term{'' if terms == 1 else 's'}. We write to you then."


def _day(day):
    return f"{day:%-d %B %Y}"
