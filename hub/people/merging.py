"""Two records that are one child become one, and two again when that was wrong.

Everything that points to a pupil goes along, of whatever app, found by the models themselves. What
cannot (one child is once in a group, and has one mother) stays on the record that goes, unless
somebody has chosen it. ``PupilMerge.moved`` keeps every id:

* ``{"app.Model.field": [ids]}`` of what went along;
* ``_stood`` the same of what the kept record had, so that an undo knows what came since;
* ``_ended`` links ended, ``_tightened`` {link: what stood before}, ``_needs`` were they swapped;
* ``_said`` sentences on what no undo brings back.
"""

from django.db import transaction
from django.utils import timezone

from hub.people import holdings, merge_conflicts, moved_rows
from hub.people.merge_conflicts import NEEDS
from hub.people.models import CarerLink, Consent, Needs, Pupil, PupilMerge
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

_OVER = "One of these records is no longer in use. Somebody may have put them together meanwhile."


@transaction.atomic
def merge(*, kept, gone, choices, by) -> PupilMerge:
    """Put ``gone`` into ``kept``; ``choices``: {key of a conflict: True to keep that of gone}.

    Raises FamilyRefused when either is gone already, and for a conflict that nobody has settled.
    """
    if kept.pk == gone.pk:
        raise FamilyRefused("This is one record.")
    asked = {each.key for each in merge_conflicts.conflicts(kept, gone)}
    if asked - set(choices):
        raise FamilyRefused("Something has been added meanwhile. Look at both records again.")
    # Before the pupils are locked: places lock what they are in first, and so must we.
    said = [
        merge_conflicts.settle(key, keep_gone=choices[key], by=by)
        for key in sorted(asked - {NEEDS})
    ]
    for holding in holdings.registered():
        said += holding.take_out_twice(kept, gone, by=by)
    kept, gone = moved_rows.locked(Pupil, kept, gone)
    if any(each.merged_into_id or each.anonymised_at for each in (kept, gone)):
        raise FamilyRefused(_OVER)
    if {each.key for each in merge_conflicts.conflicts(kept, gone)} - {NEEDS}:
        raise FamilyRefused("Something has been added meanwhile. Look at both records again.")
    stood = moved_rows.pks_of_all(relations(), kept)
    moved: dict = {"_said": [each for each in said if each], "_stood": stood}
    if NEEDS in asked and choices[NEEDS]:
        merge_conflicts.swap_needs(kept, gone)
        moved["_needs"] = True
    moved |= _settle_links(kept, gone, by)
    for model, field in relations():
        ids = moved_rows.move(model, field, _movable(model, field, kept, gone), kept)
        if ids:
            moved[moved_rows.label(model, field)] = ids
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    made = PupilMerge.objects.create(kept=kept, gone=gone, moved=moved, by=by)
    record("put together with another record", kept, by=by)
    record("went into another record", gone, by=by)
    return made


@transaction.atomic
def undo(*, merge, by) -> list[str]:
    """Take a merge apart; returns sentences on what stays with the kept record.

    Every id that went along goes back, if it is still there. What was added since stays.
    """
    kept, gone = moved_rows.locked(Pupil, merge.kept, merge.gone)
    merge = PupilMerge.objects.select_for_update().get(pk=merge.pk)
    if why := why_not_undone(merge, kept, gone):
        raise FamilyRefused(why)
    stays = left_behind(merge)
    # In use again before anything comes back to it: no app lets rows point to what is not.
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    stays += moved_rows.move_back(relations(), merge.moved, kept=kept, gone=gone)
    _put_links_back(merge)
    if merge.moved.get("_needs") and _needs_untouched(merge):
        merge_conflicts.swap_needs(kept, gone)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    record("taken apart from another record", kept, by=by)
    record("stands by itself again", gone, by=by)
    return stays


def why_not_undone(merge, kept, gone) -> str:
    """Why a merge cannot be taken apart, or ""."""
    if merge.undone_at is not None or not merge.is_same:
        return "This has been taken apart already."
    if kept.anonymised_at or gone.anonymised_at:
        return "Name and date of birth have been taken away since: nothing can be taken apart."
    if kept.merged_into_id:
        return "The kept record went into another one since. Take that apart first."
    return ""


def left_behind(merge) -> list[str]:
    """What stays with the kept record when the merge is taken apart: sentences."""
    found = moved_rows.since(relations(), merge.moved, merge.kept)
    if merge.moved.get("_needs") and not _needs_untouched(merge):
        found.append(f"Needs were answered since: they stay with {merge.kept.reference}")
    return found + merge.moved.get("_said", [])


def relations() -> list[tuple]:
    """[(model, field)] of everything that points to a pupil, but for merges themselves."""
    return moved_rows.relations(Pupil, without=(PupilMerge,))


def _movable(model, field, kept, gone):
    """Ids that may go along. A consent given once is not if the other record took it back since."""
    ids = moved_rows.pks(model, field, gone)
    if model is not Consent:
        return ids
    taken_back = Consent.objects.filter(pupil=kept, revoked_at__isnull=False)
    later = dict(taken_back.order_by("revoked_at").values_list("kind", "revoked_at"))
    rows = Consent.objects.filter(pk__in=ids).values_list("pk", "kind", "given_at", "revoked_at")
    return [
        pk
        for pk, kind, given_at, revoked_at in rows
        if revoked_at or kind not in later or given_at > later[kind]
    ]


def _settle_links(kept, gone, by):
    """Of two links of one carer the kept record's stays, with the stricter restriction of both."""
    ended, tightened = [], {}
    for mine, theirs in merge_conflicts.links_of_both(kept, gone):
        before = merge_conflicts.tighten(mine, theirs)
        if before is not None:
            tightened[str(mine.pk)] = before
        theirs.ended_at, theirs.ended_by = timezone.now(), by
        theirs.save(update_fields=["ended_at", "ended_by"])
        ended.append(theirs.pk)
    return {"_ended": ended, "_tightened": tightened}


def _put_links_back(merge):
    """Open the links again that the merge ended; a restriction set since holds on both."""
    tightened = merge.moved.get("_tightened", {})
    for link in CarerLink.objects.select_for_update().filter(pk__in=merge.moved.get("_ended", [])):
        link.ended_at = link.ended_by = None
        link.save(update_fields=["ended_at", "ended_by"])
        mine = CarerLink.objects.live().filter(pupil=merge.kept_id, carer=link.carer_id).first()
        if mine is None:
            continue
        *before, then = tightened.get(str(mine.pk), [None])
        if before and mine.restriction == then:
            mine.restriction, mine.may_book, mine.pays = before
            if mine.restriction == "":
                mine.restriction_words = ""
            mine.save(update_fields=["restriction", "restriction_words", "may_book", "pays"])
        else:
            merge_conflicts.tighten(link, mine)


def _needs_untouched(merge):
    rows = Needs.objects.filter(pupil__in=[merge.kept_id, merge.gone_id])
    return rows.count() == 2 and not rows.filter(answered_at__gt=merge.at).exists()
