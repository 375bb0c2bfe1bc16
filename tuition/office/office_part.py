"""What the page of one enrolment shows to the office and to finance."""

from dataclasses import dataclass

from hub.money import pounds
from hub.permissions import may
from hub.places.choices import PlaceState
from hub.trail.models import Entry
from hub.trail.sentences import lines
from tuition.after.history import Happening
from tuition.after.words import when_of
from tuition.models import Enrolment
from tuition.office import listing
from tuition.office.offering import Meaning, meant_by

_MOST_ENTRIES = 50


@dataclass(frozen=True)
class Fact:
    """One fact of the record's head."""

    label: str
    value: str


@dataclass(frozen=True)
class OfficePart:
    """``may_change``: may this person offer, move, refuse and end here?"""

    facts: list[Fact]
    meant: Meaning
    price: str
    when: str
    waited: str
    may_change: bool
    may_end: bool
    moved_to: Enrolment | None
    history: list[Happening]


def office_part(user, row) -> OfficePart | None:
    """None for whoever does not see the office's list. A bounded number of statements."""
    if not may(user, "tuition.see_waiting_list"):
        return None
    changes = may(user, "tuition.offer_place", row)
    return OfficePart(
        facts=_facts(row),
        meant=(meant := meant_by([row])[row.pk]),
        price=_as_offered(row) or meant.price,
        when=when_of(row),
        waited=listing.waited(row) if row.is_asking else "",
        may_change=changes,
        may_end=changes and row.is_taught,
        moved_to=row.moved_to.first(),
        history=_history(row),
    )


def _as_offered(row) -> str:
    return f"{pounds(row.price_term)} a term, as offered" if row.price_term is not None else ""


def _facts(row) -> list[Fact]:
    found = [
        Fact("School year", row.pupil.year_in_words or "–"),
        Fact("School", row.pupil.school_in_words),
        Fact("Applied", f"{row.applied_at:%-d %B %Y}"),
    ]
    if row.is_offered:
        found.append(Fact("Answer by", f"{row.answer_by:%-d %B %Y}"))
    return found


def _history(row) -> list[Happening]:
    entries = Entry.objects.filter(object_type="tuition.enrolment", object_id=str(row.pk))
    told = lines(entries.order_by("-at", "-pk")[:_MOST_ENTRIES])
    return [Happening(line.entry.at, _sentence(line.entry), who=line.who) for line in told]


def _sentence(entry) -> str:
    state = (entry.fields.get("state") or {}).get("to", "")
    words = PlaceState(state).label if state in PlaceState.values else ""
    said = entry.action[:1].upper() + entry.action[1:]
    if not words or words.lower() == entry.action.lower():
        return f"{said}."
    return f"{said}. State: {words.lower()}."
