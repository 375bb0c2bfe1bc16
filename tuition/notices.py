"""E-mails about enrolments, each a Message row in the transaction of its cause.

They go to every carer of the learner who may be written to. Whoever must not learn where the child
is taught reads no place; no letter names a child, and subjects hold a reference alone.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.messaging.outbox import queue
from hub.money import pounds
from hub.people.models import CarerLink
from hub.places.choices import PlaceState
from hub.templatetags.hub import clock
from tuition.after.words import place_of, title_of, when_of
from tuition.booking.words import wait_in_words
from tuition.lesson_dates import calendar_for
from tuition.notice import notice

#: What became of a wish: told together when several were sent in one go.
OUTCOMES = {
    "applied": PlaceState.APPLIED,
    "put on the waiting list": PlaceState.WAITING,
    "confirmed": PlaceState.CONFIRMED,
}
#: The other events of which families are told, with the template of each letter.
LETTERS = {
    "offered": "offer",
    "reminded": "offer_reminder",
    "lapsed": "offer_lapsed",
    "declined": "declined",
    "asked for another": "asked_for_another",
    "refused": "refused",
    "moved": "moved",
    "ended": "ended",
    "withdrew": "withdrawn",
}
_SAID = {
    PlaceState.APPLIED: "Applied",
    PlaceState.WAITING: "On the waiting list",
    PlaceState.CONFIRMED: "Confirmed",
}
_gathered: ContextVar[list | None] = ContextVar("gathered", default=None)


def told(place, event, by):
    """Tell the family what happened to an enrolment, where that is news to them."""
    if place.pupil_id is None:
        return
    if event in OUTCOMES:
        waiting = _gathered.get()
        if waiting is not None:
            # Told again of the same place when the first try found none free, and was taken back.
            if not any(each is place for each in waiting):
                waiting.append(place)
        else:
            _write_outcomes([place])
    elif event in LETTERS:
        _write(place, event)


@contextmanager
def in_one_letter():
    """What comes of several wishes inside the block is told in one letter a carer."""
    places: list = []
    token = _gathered.set(places)
    try:
        yield places
        if places:
            _write_outcomes(places)
    finally:
        _gathered.reset(token)


def links_of(places) -> list[CarerLink]:
    """Links of the carers who may be written to about the learners of these places."""
    rows = CarerLink.objects.written_to().filter(pupil__in={each.pupil_id for each in places})
    rows = rows.select_related("carer__user").order_by("carer", "pk")
    return [each for each in rows if each.carer.user is None or each.carer.user.is_active]


def _write_outcomes(places):
    by_carer: dict = {}
    for link in links_of(places):
        by_carer.setdefault(link.carer, {})[link.pupil_id] = link
    for carer, links in by_carer.items():
        mine = [each for each in places if each.pupil_id in links]
        lines = [_line(each, links[each.pupil_id]) for each in mine]
        states = {each.state for each in mine}
        _queue(
            "outcome",
            carer,
            mine[0],
            "-".join(str(each.pk) for each in mine)[:60],
            {
                "lines": lines,
                "place": {
                    "state": str(states.pop()) if len(states) == 1 else "",
                    "reference": mine[0].reference,
                },
                "link": _address("tuition:enrolments"),
            },
        )


def _write(place, event):
    is_offer = event in ("offered", "reminded")
    terms = _terms(place) if is_offer or event == "moved" else {}
    for link in links_of([place]):
        about = _line(place, link) | terms
        about |= {
            "reason": place.reason,
            "answer_by": _moment(place.answer_by) if place.answer_by else "",
            "last_day": f"{place.last_day:%-d %B %Y}" if place.last_day else "",
            "may_answer": link.may_book,
        }
        context = {
            "place": about,
            "link": _address("tuition:offer" if is_offer else "tuition:enrolment", place.pk),
            "find_link": _address("tuition:find"),
        }
        key = f"{event}:{place.pk}:{place.state_since:%Y%m%d%H%M%S%f}"
        _queue(LETTERS[event], link.carer, place, key, context)


def _line(place, link):
    """What stands of one place in a letter to this carer; "" for what is kept from them."""
    provision, is_open = place.provision, not link.hides_whereabouts
    fixed = place.state == PlaceState.CONFIRMED and place.day is not None
    return {
        "what": title_of(provision, is_open=is_open),
        "when": when_of(place),
        "where": place_of(place) if is_open else "",
        "tutor": str(place.taught_by or ""),
        "reference": place.reference,
        "said": _SAID.get(PlaceState(place.state), ""),
        "state": str(place.state),
        "wait": wait_in_words(provision) if place.state == PlaceState.WAITING else "",
        "file": _address("tuition:calendar_file", place.pk) if fixed else "",
    }


def _terms(place):
    """What an offer names: price, the first day, and the last day after giving notice."""
    said = notice(place.provision, calendar_for(place.provision))
    first = max(place.starts_on or place.provision.starts_on, timezone.localdate())
    return {
        "starts": f"{first:%-d %B %Y}",
        "price_lesson": pounds(place.price_lesson),
        "price_term": pounds(place.price_term),
        "tell_by": f"{said.tell_by:%-d %B %Y}",
        "last_after_notice": f"{said.last_day:%-d %B %Y}",
    }


def _moment(at):
    local = timezone.localtime(at)
    return f"{local:%A %-d %B} at {clock(local)}"


def _address(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


def _queue(template, carer, place, key, context):
    user = carer.user
    queue(
        template=f"tuition/email/{template}",
        to=user.email if user else carer.email,
        context=context,
        dedupe_key=f"place-{key}:{carer.pk}" if template != "outcome" else "",
        user=user,
        useless_after=place.answer_by if template.startswith("offer_r") else None,
    )
