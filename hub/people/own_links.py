"""Links between carers and learners: changed by the carer, ended when they leave."""

from django.db import transaction
from django.utils import timezone

from hub.people import notices
from hub.people.choices import Relationship
from hub.people.models import CarerLink, Pupil
from hub.people.refusals import FamilyRefused
from hub.places.kinds import all_kinds
from hub.trail.record import record


class LastWhoBooks(FamilyRefused):
    """Nobody else may stop the lessons that there are."""


@transaction.atomic
def leave(*, link: CarerLink, by) -> CarerLink:
    """End one's own link to a child; what one did stays. The other carers are told.

    Raises LastWhoBooks while there are lessons and nobody else may stop them; FamilyRefused for an
    adult's link to themselves, and for a link that has ended.
    """
    if why := why_not_leave(link, lock=True):
        raise why
    link.ended_at, link.ended_by = timezone.now(), by
    link.save(update_fields=["ended_at", "ended_by"])
    record("left", link, by=by, changes={"pupil": (link.pupil_id, None)})
    notices.left(link)
    return link


def why_not_leave(link, *, lock=False) -> FamilyRefused | None:
    """Why a carer cannot leave now, or None."""
    if lock:
        # The pupil first: of two carers who leave at once the second finds the first gone.
        Pupil.objects.select_for_update(of=("self",)).get(pk=link.pupil_id)
        link.refresh_from_db()
    if link.ended_at:
        return FamilyRefused("You have left already.")
    if link.relationship == Relationship.SELF:
        return FamilyRefused("This is you. Ask the hub when your data are to be deleted.")
    others = CarerLink.objects.booking().filter(pupil=link.pupil_id).exclude(pk=link.pk)
    if link.may_book and not others.exists() and has_places(link.pupil):
        return LastWhoBooks(
            "There are lessons, offers or a turn on a waiting list, and nobody else may change or "
            "stop them. Stop them first, or invite another carer who may book."
        )
    return None


def has_places(pupil):
    """Has the learner a place in anything, or a wish for one, that is not over?"""
    models = [kind.model for kind in all_kinds()]
    with_pupils = [
        model for model in models if any(field.name == "pupil" for field in model._meta.fields)
    ]
    return any(model.objects.live().filter(pupil=pupil).exists() for model in with_pupils)


@transaction.atomic
def change_bond(*, link: CarerLink, by, relationship: str, has_responsibility: bool) -> CarerLink:
    """Say anew what one is to the child."""
    link = CarerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    new = {"relationship": relationship, "has_responsibility": has_responsibility}
    changes = {
        name: (getattr(link, name), value)
        for name, value in new.items()
        if getattr(link, name) != value
    }
    if link.ended_at or link.relationship == Relationship.SELF:
        raise FamilyRefused("This link cannot be changed any more.")
    if changes:
        for name, value in new.items():
            setattr(link, name, value)
        link.save(update_fields=list(new))
        record("changed", link, by=by, changes=changes)
    return link
