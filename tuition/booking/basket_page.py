"""What the page of a basket shows: lines by child, prices, until when places are held."""

from dataclasses import dataclass

from tuition.booking.words import waits, when_of
from tuition.models import BasketLine
from tuition.pricing import quotes


@dataclass(frozen=True)
class Shown:
    """One line with its price (a Quote or None) and, for what is waited for, how long."""

    line: BasketLine
    quote: object
    when: str
    wait: str
    status: str
    kind: str


def page_of(basket) -> dict:
    """The context of the page. A fixed number of statements, however many lines."""
    lines = lines_of(basket)
    groups = [
        {"pupil": pupil, "lines": [each for each in lines if each.line.pupil_id == key]}
        for key, pupil in _pupils(lines)
    ]
    held = [each.line.held_until for each in lines if each.line.held_until]
    return {
        "basket": basket,
        "groups": groups,
        "number": len(lines),
        "held_until": min(held) if held else None,
        "lost": [each.line for each in lines if each.line.has_lost_its_hold],
    }


def lines_of(basket) -> list[Shown]:
    """The lines of a basket as they are shown."""
    if basket is None:
        return []
    lines = list(BasketLine.objects.with_all().filter(basket=basket))
    prices = quotes({each.provision_id: each.provision for each in lines}.values())
    words = waits({each.provision_id: each.provision for each in lines if _waits(each)}.values())
    return [
        _shown(each, prices[each.provision_id], words.get(each.provision_id, "")) for each in lines
    ]


def _waits(line):
    return line.provision.is_fixed and not line.place_id


def _shown(line, quote, wait):
    provision = line.provision
    status, kind = "To apply for", "info"
    if line.is_held:
        status, kind = "Held for you", "ok"
    elif line.has_lost_its_hold:
        status, kind = "No longer held", "warn"
    elif provision.is_fixed:
        status, kind = "Waiting list", "info"
    return Shown(line, quote, when_of(provision), wait if _waits(line) else "", status, kind)


def _pupils(lines):
    """[(key, pupil)], those for nobody yet first."""
    found = {each.line.pupil_id: each.line.pupil for each in lines}
    return sorted(found.items(), key=lambda pair: (pair[0] is not None, str(pair[1])))
