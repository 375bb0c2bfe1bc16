"""Who cares for a pupil, and with what rights: written by the office."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.people.choices import Relationship, Restriction
from hub.people.models import Carer, CarerInvitation, CarerLink, Pupil
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

#: What may be set of a link, but for the restriction (restricting.py).
RIGHTS = ("relationship", "has_responsibility", "may_see", "may_book", "pays")


@transaction.atomic
def link(*, pupil, carer, by, **rights) -> CarerLink:
    """Let a carer care for a pupil. ``rights``: fields of RIGHTS."""
    # Locked, so that the pupil is not merged into another meanwhile.
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if pupil.merged_into_id or pupil.anonymised_at:
        raise FamilyRefused("This record is no longer in use.")
    # After the pupil: whoever puts carers together locks no pupil.
    carer = Carer.objects.select_for_update(of=("self",)).get(pk=carer.pk)
    if not carer.is_in_use:
        raise FamilyRefused("This carer’s record is no longer in use.")
    made = CarerLink(pupil=pupil, carer=carer, created_by=by, **_checked(rights))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        words = f"{carer} cares for {pupil.called} here already."
        if made.relationship == Relationship.SELF:
            words = "A learner’s own record belongs to one person alone."
        raise FamilyRefused(words) from error
    record("linked", made, by=by, fields=sorted(rights))
    return made


@transaction.atomic
def change(*, link, by, **rights) -> CarerLink:
    """Change what a carer is to a pupil, and what they may do."""
    link = CarerLink.objects.select_for_update().get(pk=link.pk)
    if link.ended_at is not None:
        raise FamilyRefused("This person no longer cares for the child here.")
    rights = _checked(rights)
    if link.restriction == Restriction.CONTACT and (rights["may_book"] or rights["pays"]):
        raise FamilyRefused(
            "Somebody who must see nothing of the child can neither book nor pay. "
            "Lift the restriction first."
        )
    changed = [name for name, new in rights.items() if getattr(link, name) != new]
    for name in changed:
        setattr(link, name, rights[name])
    if changed:
        link.save(update_fields=changed)
        record("changed", link, by=by, fields=changed)
    return link


@transaction.atomic
def end(*, link, by) -> CarerLink:
    """End a link: the carer sees nothing of the pupil any more. What was booked stays."""
    link = CarerLink.objects.select_for_update().get(pk=link.pk)
    if link.ended_at is not None:
        return link
    link.ended_at, link.ended_by = timezone.now(), by
    link.save(update_fields=["ended_at", "ended_by"])
    CarerInvitation.objects.open().filter(invited_by=link.carer_id, pupils=link.pupil_id).update(
        revoked_at=link.ended_at
    )
    record("ended", link, by=by)
    return link


def is_last_to_book(link) -> bool:
    """Would nobody be left who may book for the pupil?"""
    others = CarerLink.objects.booking().filter(pupil=link.pupil_id).exclude(pk=link.pk)
    return link.may_book and not others.exists()


def _checked(rights):
    if rights.get("may_book") and not rights.get("may_see"):
        raise FamilyRefused("Whoever may book sees what is booked: tick both, or neither.")
    return rights
