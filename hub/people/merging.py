"""Two records that are one child become one, and two again when that was wrong.

Everything that points to a pupil goes along, of whatever app, found by the models themselves. What
cannot (one child is once in a group, and has one mother) stays on the record that goes, unless
somebody has chosen it. ``PupilMerge.moved`` keeps every id:

* ``{"app.Model.field": [ids]}`` of what went along;
* ``_stood`` the same of what the kept record had, so that an undo knows what came since;
* ``_ended`` links ended, ``_tightened`` {link: what stood before}, ``_needs`` were they swapped;
* ``_said`` sentences on what no undo brings back.
"""

from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import timezone

from hub.people import merge_conflicts
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
    kept, gone = _locked(kept, gone)
    if any(each.merged_into_id or each.anonymised_at for each in (kept, gone)):
        raise FamilyRefused(_OVER)
    if {each.key for each in merge_conflicts.conflicts(kept, gone)} - {NEEDS}:
        raise FamilyRefused("Something has been added meanwhile. Look at both records again.")
    moved: dict = {"_said": [each for each in said if each], "_stood": _ids(kept)}
    if NEEDS in asked and choices[NEEDS]:
        merge_conflicts.swap_needs(kept, gone)
        moved["_needs"] = True
    moved |= _settle_links(kept, gone, by)
    for model, field in relations():
        ids = _move(model, field, _movable(model, field, kept, gone), kept)
        if ids:
            moved[_label(model, field)] = ids
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
    kept, gone = _locked(merge.kept, merge.gone)
    merge = PupilMerge.objects.select_for_update().get(pk=merge.pk)
    if why := why_not_undone(merge, kept, gone):
        raise FamilyRefused(why)
    stays = left_behind(merge)
    stuck: Counter = Counter()
    for model, field in relations():
        ids = merge.moved.get(_label(model, field), [])
        still = list(
            model._base_manager.filter(**{f"{field.name}": kept, "pk__in": ids})
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        back = _move(model, field, still, gone)
        stuck[str(model._meta.verbose_name_plural)] += len(still) - len(back)
    stays += [f"{number} {name} cannot go back" for name, number in stuck.items() if number]
    _put_links_back(merge)
    if merge.moved.get("_needs") and _needs_untouched(merge):
        merge_conflicts.swap_needs(kept, gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
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
    stood, found = merge.moved.get("_stood", {}), []
    for model, field in relations():
        label = _label(model, field)
        known = {*stood.get(label, []), *merge.moved.get(label, [])}
        since = [pk for pk in _pks(model, field, merge.kept) if pk not in known]
        if since:
            name = model._meta.verbose_name if len(since) == 1 else model._meta.verbose_name_plural
            found.append(f"{len(since)} {name} added since stays with {merge.kept.reference}")
    if merge.moved.get("_needs") and not _needs_untouched(merge):
        found.append(f"Needs were answered since: they stay with {merge.kept.reference}")
    return found + merge.moved.get("_said", [])


def relations() -> list[tuple]:
    """[(model, field)] of everything that points to a pupil, but for merges themselves."""
    found = [
        (each.related_model, each.field)
        for each in Pupil._meta.get_fields(include_hidden=True)
        if isinstance(each, ForeignObjectRel) and (each.one_to_many or each.one_to_one)
    ]
    ours = [(model, field) for model, field in found if model not in (PupilMerge, Pupil)]
    return sorted(ours, key=lambda each: _label(*each))


def _locked(first, second):
    """Both pupils, locked in order of their keys, in the order asked for."""
    rows = Pupil.objects.select_for_update().filter(pk__in=[first.pk, second.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[first.pk], found[second.pk]


def _movable(model, field, kept, gone):
    """Ids that may go along. A consent given once is not if the other record took it back since."""
    ids = _pks(model, field, gone)
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


def _move(model, field, ids, to):
    """Let these rows point to another pupil, those for which a constraint allows it: their ids."""
    rows = model._base_manager
    try:
        with transaction.atomic():
            rows.filter(pk__in=ids).update(**{field.name: to})
    except IntegrityError:
        moved = []
        for pk in ids:
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**{field.name: to})
            except IntegrityError:
                continue  # the other record has one: this one stays
            moved.append(pk)
        return moved
    return ids


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


def _ids(pupil):
    """{label: ids} of everything that points to a pupil."""
    return {_label(*each): _pks(*each, pupil) for each in relations()}


def _pks(model, field, pupil):
    rows = model._base_manager.filter(**{field.name: pupil}).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _label(model, field):
    return f"{model._meta.label}.{field.name}"
