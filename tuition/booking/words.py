"""What families read of days, waiting and why something cannot be had."""

from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.templatetags.hub import clock
from tuition.choices import ProvisionState
from tuition.finding.waiting import in_words, queues, terms_to_wait


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


def waits(provisions) -> dict[int, str]:
    """{key: about how long somebody waits who joins the list now}, in two statements for all."""
    rows = list(provisions)
    found = queues(rows) if rows else {}
    return {each.pk: _wait(terms_to_wait(each, found[each.pk])) for each in rows}


def wait_in_words(provision) -> str:
    """The same of one; honest when nobody knows."""
    return waits([provision])[provision.pk]


def _wait(terms):
    if terms is None:
        return "We cannot say how long the wait is. We write as soon as there is a place."
    return f"The wait is {in_words(terms)}. We write to you as soon as there is a place."


def _day(day):
    return f"{day:%-d %B %Y}"
