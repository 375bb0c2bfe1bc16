"""What two records of one child both have, and one can have only once."""

from hub.people import holdings
from hub.people.choices import Restriction
from hub.people.holdings import Conflict
from hub.people.models import CarerLink, Needs

NEEDS = "needs"
#: From the mildest to the strictest: of two the stricter holds.
_STRICTNESS = [Restriction.NONE, Restriction.WHEREABOUTS, Restriction.CONTACT]


def conflicts(kept, gone) -> list[Conflict]:
    """What somebody must choose before ``gone`` can go into ``kept``, in every app."""
    found = []
    both = {each.pupil_id: each for each in Needs.objects.filter(pupil__in=[kept, gone])}
    if len(both) == 2:
        words = {pk: _answered(each) for pk, each in both.items()}
        found.append(Conflict(NEEDS, "Needs", words[kept.pk], words[gone.pk]))
    for holding in holdings.registered():
        for each in holding.conflicts(kept, gone):
            key = f"{holding.name}:{each.key}"
            found.append(Conflict(key, each.title, each.kept_words, each.gone_words))
    return found


def _answered(needs):
    at = needs.answered_at
    return f"answered on {at:%-d %B %Y}" if at else "not answered yet"


def settle(key, *, keep_gone, by) -> str:
    """Settle what an app holds twice; a sentence on what no undo brings back, or ""."""
    name, _, rest = key.partition(":")
    return holdings.get(name).settle(rest, keep_gone=keep_gone, by=by)


def swap_needs(kept, gone):
    """Let the two records change their answers; both rows stay where they are."""
    rows = {
        each.pupil_id: each
        for each in Needs.objects.select_for_update().filter(pupil__in=[kept, gone]).order_by("pk")
    }
    names = [*Needs.FIELDS, "answered_at", "answered_by_id"]
    mine, theirs = rows[kept.pk], rows[gone.pk]
    for name in names:
        ours, others = getattr(mine, name), getattr(theirs, name)
        setattr(mine, name, others)
        setattr(theirs, name, ours)
    for row in (mine, theirs):
        row.save(update_fields=[name.removesuffix("_id") for name in names])


def stricter(first, second) -> str:
    """Of two restrictions the one that keeps more."""
    return max(first, second, key=_STRICTNESS.index)


def tighten(link, by_link) -> list | None:
    """Let the stricter restriction of two links of one carer hold on ``link``.

    Returns [restriction, may_book, pays] as they stood before and the new restriction, to put it
    back; None when nothing changes.
    """
    strict = stricter(link.restriction, by_link.restriction)
    if strict == link.restriction:
        return None
    before = [link.restriction, link.may_book, link.pays, strict]
    link.restriction = strict
    words = [link.restriction_words, by_link.restriction_words]
    link.restriction_words = "; ".join(filter(None, words))[:300]
    if strict == Restriction.CONTACT:
        link.may_book = link.pays = False
    link.save(update_fields=["restriction", "restriction_words", "may_book", "pays"])
    return before


def links_of_both(kept, gone) -> list[tuple[CarerLink, CarerLink]]:
    """[(link to kept, link to gone)] of the carers who care for both, locked."""
    live = CarerLink.objects.live().select_for_update().filter(pupil__in=[kept, gone])
    found: dict = {}
    for link in live.order_by("pk"):
        found.setdefault(link.carer_id, {})[link.pupil_id] = link
    return [
        (pair[kept.pk], pair[gone.pk]) for pair in found.values() if {kept.pk, gone.pk} <= set(pair)
    ]
