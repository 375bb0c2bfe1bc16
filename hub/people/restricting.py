"""What the office keeps from a carer, on a court's order or the like: set here, and lifted here.

Nobody but the office learns that there is a restriction: neither the carer nor any other carer.
"""

from django.db import transaction
from django.utils import timezone

from hub.people import exporting
from hub.people.choices import Restriction
from hub.people.models import CarerInvitation, CarerLink
from hub.people.refusals import FamilyRefused
from hub.trail.record import record


@transaction.atomic
def restrict(*, link, restriction, words, by) -> CarerLink:
    """Keep something from a carer, more or less than before; ``words``: on what ground.

    Who must not be in contact loses the rights to book and to be asked to pay, and both carers'
    open invitations to the child are taken back: they may be on their way to anybody. So are
    copies of data, which say what the carer could see when they were made.
    """
    link = CarerLink.objects.select_for_update().get(pk=link.pk)
    words = " ".join(words.split())
    if link.ended_at is not None:
        raise FamilyRefused("This person no longer cares for the child here.")
    if restriction not in (Restriction.WHEREABOUTS, Restriction.CONTACT):
        raise FamilyRefused("Choose what is to be kept from this person.")
    if not words:
        raise FamilyRefused("Say on what ground: a court order and its date, for example.")
    link.restriction, link.restriction_words = restriction, words[:300]
    if restriction == Restriction.CONTACT:
        link.may_book = link.pays = False
    link.save(update_fields=["restriction", "restriction_words", "may_book", "pays"])
    CarerInvitation.objects.open().filter(invited_by=link.carer_id, pupils=link.pupil_id).update(
        revoked_at=timezone.now()
    )
    exporting.take_back_copies(link.carer)
    # A court's order about a child is a child's data: what it says stays off the trail.
    record("restricted", link, by=by, fields=["restriction", "restriction_words"])
    return link


@transaction.atomic
def lift(*, link, words, by) -> CarerLink:
    """Keep nothing from the carer any more. Rights that were lost do not come back."""
    link = CarerLink.objects.select_for_update().get(pk=link.pk)
    words = " ".join(words.split())
    if link.restriction == Restriction.NONE:
        raise FamilyRefused("Nothing is kept from this person.")
    if not words:
        raise FamilyRefused("Say on what ground: an order that has run out, for example.")
    link.restriction, link.restriction_words = Restriction.NONE, words[:300]
    link.save(update_fields=["restriction", "restriction_words"])
    record("lifted the restriction of", link, by=by, fields=["restriction", "restriction_words"])
    return link


def effects(link, restriction) -> list[tuple[str, list[str]]]:
    """[(whose side, sentences)]: what follows from a restriction, for the page that asks."""
    child = link.pupil.called
    if restriction == Restriction.NONE:
        theirs = [
            f"sees {child}’s lessons with school, place and the other carers again, if their "
            "rights let them see lessons at all",
            "is written to about the lessons again",
            "does not get back the rights to book or to pay: give them anew if they are due",
        ]
        others = ["see this person among those who care for the child again"]
    elif restriction == Restriction.CONTACT:
        theirs = [
            f"sees nothing of {child} any more, on no page, from this moment on",
            f"gets no e-mail about {child} any more",
            "can no longer book, accept or stop, and is not asked to pay; places that they have "
            "booked stay as they are",
            "is not told that there is a restriction",
        ]
        others = ["no longer see this person among those who care for the child"]
    else:
        theirs = [
            f"sees {child}’s instrument, tutor, day and state of each place, but no school, no "
            "place of teaching, no address and no other carer",
            "gets e-mails about the lessons without a place or school in them",
            "can still report an absence, and book if their rights say so",
            "is not told that there is a restriction",
        ]
        others = ["no longer see this person among those who care for the child"]
    if restriction != Restriction.NONE:
        others += ["are not told that there is a restriction"]
        theirs += ["can no longer fetch a copy of their data that was made before"]
        theirs += [f"has invited others to {child} in vain: open invitations are taken back"]
    others += ["keep what they see and may do"]
    return [(str(link.carer), theirs), ("The other carers", others)]
