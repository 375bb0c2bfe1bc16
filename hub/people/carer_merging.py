"""Two records that are one carer become one, and two again when that was wrong.

Everything that points to a carer goes along, as with pupils (merging.py). ``CarerMerge.moved``
keeps, beside the ids: ``_stood`` what the kept record had; ``_ended`` links that were ended;
``_links`` {link that stays: its restriction and rights before, and the restriction since};
``_filled`` which of its empty fields the kept record took over; ``_account`` a closed account.
"""

from django.db import transaction
from django.utils import timezone

from hub.people import exporting, merge_conflicts, moved_rows
from hub.people.carers import ADDRESS
from hub.people.choices import Relationship, Restriction
from hub.people.models import Carer, CarerLink, CarerMerge
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

TWO_ACCOUNTS = (
    "Both sign in with an account of their own, and one account cannot go into another: what its "
    "owner may see would change without their doing."
)
_OVER = "One of these records is no longer in use. Somebody may have put them together meanwhile."
_COPY = (
    "A copy of the data of {} waits to be looked through, and says what this record alone may see. "
    "Hand it out or refuse it first."
)


@transaction.atomic
def merge(*, kept, gone, by) -> CarerMerge:
    """Put ``gone`` into ``kept``. Of two links to one child one stays, with the stricter of both
    restrictions, also of one that has ended.

    Raises FamilyRefused with what ``why_not`` says.
    """
    if kept.pk == gone.pk:
        raise FamilyRefused("This is one record.")
    kept, gone = moved_rows.locked(Carer, kept, gone)
    if why := why_not(kept, gone):
        raise FamilyRefused(why)
    if has_account(gone):
        raise FamilyRefused("The record with the account is the one that stays.")
    moved: dict = {"_stood": moved_rows.pks_of_all(relations(), kept), "_account": gone.user_id}
    moved |= _settle_links(kept, gone, by) | {"_filled": _fill(kept, gone)}
    for model, field in relations():
        if ids := moved_rows.move(model, field, moved_rows.pks(model, field, gone), kept):
            moved[moved_rows.label(model, field)] = ids
    gone.user, gone.merged_into = None, kept
    gone.save(update_fields=["user", "merged_into"])
    made = CarerMerge.objects.create(kept=kept, gone=gone, moved=moved, by=by)
    record("put together with another record", kept, by=by, fields=moved["_filled"])
    record("went into another record", gone, by=by)
    return made


@transaction.atomic
def undo(*, merge, by) -> list[str]:
    """Take a merge apart; returns sentences on what stays with the kept record."""
    kept, gone = moved_rows.locked(Carer, merge.kept, merge.gone)
    merge = CarerMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if why := why_not_undone(merge, kept, gone):
        raise FamilyRefused(why)
    stays = left_behind(merge)
    # Before they move: two links of one carer to one child may not both be live.
    _put_links_back(merge)
    stays += moved_rows.move_back(relations(), merge.moved, kept=kept, gone=gone)
    _reopen(merge)
    _empty(kept, gone, merge.moved.get("_filled", []))
    gone.merged_into, gone.user_id = None, _free_account(merge.moved.get("_account"))
    gone.save(update_fields=["merged_into", "user"])
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    record("taken apart from another record", kept, by=by)
    record("stands by itself again", gone, by=by)
    return stays


def why_not(one, other) -> str:
    """Why two records cannot be put together now, or ""."""
    if not (one.is_in_use and other.is_in_use):
        return _OVER
    if has_account(one) and has_account(other):
        return TWO_ACCOUNTS
    waiting = [each for each in (one, other) if each.exports.open().exists()]
    return _COPY.format(waiting[0].reference) if waiting else ""


def has_account(carer) -> bool:
    """Can somebody sign in as this carer? Nobody can with an account that was closed."""
    return carer.user_id is not None and carer.user.is_active


def why_not_undone(merge, kept, gone) -> str:
    """Why a merge cannot be taken apart, or ""."""
    if merge.undone_at is not None or not merge.is_same:
        return "This has been taken apart already."
    if kept.anonymised_at or gone.anonymised_at:
        return "Name and address have been taken away since: nothing can be taken apart."
    if kept.merged_into_id:
        return "The kept record went into another one since. Take that apart first."
    return ""


def left_behind(merge) -> list[str]:
    """What stays with the kept record when the merge is taken apart: sentences."""
    return moved_rows.since(relations(), merge.moved, merge.kept)


def relations() -> list[tuple]:
    """[(model, field)] of everything that points to a carer, but for merges themselves."""
    return moved_rows.relations(Carer, without=(CarerMerge,))


def _settle_links(kept, gone, by):
    """Let one link of each child stay live, with the stricter restriction of both."""
    ended, before = [], {}
    for mine, theirs in _links_of_both(kept, gone):
        stays, goes = _order(mine, theirs)
        if stays.ended_at is None and goes.ended_at is None:
            goes.ended_at, goes.ended_by = timezone.now(), by
            goes.save(update_fields=["ended_at", "ended_by"])
            ended.append(goes.pk)
        stood = [stays.restriction, stays.may_book, stays.pays]
        if merge_conflicts.tighten(stays, goes):
            exporting.take_back_copies(kept)
        before[str(stays.pk)] = [*stood, stays.restriction]
    return {"_ended": ended, "_links": before}


def _links_of_both(kept, gone):
    """[(link of kept, link of gone)] for each child of both, locked: the live or the latest one."""
    found: dict = {}
    rows = CarerLink.objects.select_for_update().filter(carer__in=[kept, gone])
    for link in sorted(rows.order_by("pk"), key=lambda link: link.ended_at is None):
        found.setdefault(link.pupil_id, {})[link.carer_id] = link
    return [
        (pair[kept.pk], pair[gone.pk]) for pair in found.values() if {kept.pk, gone.pk} <= set(pair)
    ]


def _order(mine, theirs):
    """(the link that stays, the other): a live one, a learner's own, else that of the kept."""

    def weight(link):
        return (link.ended_at is None, link.relationship == Relationship.SELF)

    return (theirs, mine) if weight(theirs) > weight(mine) else (mine, theirs)


def _put_links_back(merge):
    """Give the links that stayed what they had before; a restriction set since stays."""
    before = merge.moved.get("_links", {})
    for link in CarerLink.objects.select_for_update().filter(pk__in=before).order_by("pk"):
        *stood, then = before[str(link.pk)]
        if stood[0] == then or link.restriction != then:
            continue
        link.restriction, link.may_book, link.pays = stood
        if link.restriction == Restriction.NONE:
            link.restriction_words = ""
        link.save(update_fields=["restriction", "restriction_words", "may_book", "pays"])


def _reopen(merge):
    """Open the links again that the merge ended; a restriction set since holds on both."""
    before = merge.moved.get("_links", {})
    pair = [merge.kept_id, merge.gone_id]
    for link in CarerLink.objects.select_for_update().filter(pk__in=merge.moved.get("_ended", [])):
        link.ended_at = link.ended_by = None
        link.save(update_fields=["ended_at", "ended_by"])
        others = CarerLink.objects.live().filter(pupil=link.pupil_id, carer__in=pair)
        for other in others.exclude(pk=link.pk):
            stood = before.get(str(other.pk))
            if stood is None or other.restriction != stood[0]:
                merge_conflicts.tighten(link, other)


def _fill(kept, gone) -> list[str]:
    """Let a record without an address take over that of the other; returns the fields.

    Name, e-mail address and telephone of an account are the account's.
    """
    names = [] if kept.address_lines else [name for name in ADDRESS if getattr(gone, name)]
    if kept.user_id is None:
        ours = ("email", "phone")
        names += [name for name in ours if getattr(gone, name) and not getattr(kept, name)]
    for name in names:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=names)
    return names


def _empty(kept, gone, names):
    """Take back what was filled in, where it still says what it said."""
    same = [name for name in names if getattr(kept, name) == getattr(gone, name)]
    for name in same:
        setattr(kept, name, "")
    kept.save(update_fields=same)


def _free_account(user_id):
    """The account that a record had, unless it has come to another record since."""
    taken = user_id is None or Carer.objects.filter(user=user_id).exists()
    return None if taken else user_id
