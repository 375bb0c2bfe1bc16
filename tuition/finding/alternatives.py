"""When nothing fits: what there is when one wish is given up, each as a link with its number."""

from dataclasses import dataclass, replace

from hub.lists import FIRST_PAGE, address
from hub.music.choices import Family
from hub.music.models import Instrument
from tuition.finding.looking import Wanted, matching


@dataclass(frozen=True)
class Alternative:
    """ "On other days", and the list that shows them."""

    text: str
    number: int
    url: str


def alternatives(request, wanted: Wanted) -> list[Alternative]:
    """What is to be had when one thing is given up; a statement for each wish that was made."""
    tries = [
        ("free", False, "With a waiting list"),
        ("day", "", "On other days"),
        ("within", "", "Further away"),
        ("kind", "", "Of other kinds"),
        ("adapted", False, "Without adapted instruments"),
        ("instrument", _family_of(wanted.instrument), ""),
        ("instrument", "", "Other instruments"),
        ("year", "", "For other ages"),
    ]
    found = []
    for name, value, text in tries:
        if value is None or getattr(wanted, name) == value:
            continue
        number = matching(replace(wanted, **{name: value})).count()
        if number:
            url = address(request, **{name: value or None}, **FIRST_PAGE)
            found.append(Alternative(text or _like_it(value), number, url))
    return found


def _family_of(instrument):
    """The family that an instrument is of, as the filter writes it; None for what is none."""
    if not instrument or instrument.startswith("family:"):
        return None
    family = Instrument.objects.filter(key=instrument).values_list("family", flat=True).first()
    return f"family:{family}" if family else None


def _like_it(value):
    return f"Others of the same family: {Family(value.removeprefix('family:')).label.lower()}"
