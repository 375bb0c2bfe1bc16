"""Taking away who somebody was: on request, and when the time to keep it is over.

What the law needs stays without a name: that there was an enrolment, and what it cost. What says
who it was, how they were and who cared for them goes. The trail holds ids alone, and is left.
"""

from django.db import transaction
from django.utils import timezone

from hub.people import exporting, holdings
from hub.people.choices import Schooling
from hub.people.models import (
    Carer,
    CarerInvitation,
    CarerLink,
    CarerMerge,
    Consent,
    FamilyExport,
    Needs,
    Pupil,
    PupilMerge,
    SchoolSpell,
)
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

ON_HOLD = "This record is kept by order. Lift the order first."


@transaction.atomic
def erase(*, pupil, by, words="") -> Pupil:
    """Take name, birthday, needs, consents and links of a pupil; carers of nobody else go along.

    ``words``: who asked, for the trail; it must name nobody. Raises FamilyRefused for a record kept
    by order, and while a place stands or is asked for.
    """
    pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    if why := why_not(pupil):
        raise FamilyRefused(why)
    for each in _one_child(pupil):
        _erase_one(each, by=by)
    record("erased", pupil, by=by, reason=words[:500])
    return pupil


def why_not(pupil) -> str:
    """Why a record cannot be erased now, or ""."""
    if pupil.is_on_hold:
        return ON_HOLD
    if pupil.anonymised_at:
        return "Name and date of birth have been taken away already."
    if pupil.merged_into_id:
        return "This record went into another one. Erase that one, and this goes along."
    return next((why for each in holdings.registered() if (why := each.why_not_erased(pupil))), "")


def what_goes(pupil) -> list[str]:
    """Sentences on what an erasure takes, for the page that asks."""
    carers = [str(each) for each in carers_alone(pupil) if each.user_id is None]
    with_account = [str(each) for each in carers_alone(pupil) if each.user_id]
    found = [
        "Name and date of birth, what they are called, and their school",
        "What they need, with everything that was ever answered",
        "Every consent, and every link to a carer",
    ]
    if carers:
        found.append(
            f"Name, address and telephone of who cares for nobody else: {', '.join(carers)}"
        )
    if with_account:
        found.append(
            f"Address and telephone of {', '.join(with_account)}. The account itself they close "
            "under Account, or ask for it"
        )
    return found


def what_stays() -> list[str]:
    """Sentences on what an erasure keeps, and why."""
    kept = [words for each in holdings.registered() if (words := each.kept_words())]
    return [*kept, "Who did what when, on the trail: ids without a name, for six years"]


def carers_alone(pupil):
    """Carers who care for nobody else here."""
    others = CarerLink.objects.live().exclude(pupil=pupil)
    links = CarerLink.objects.filter(pupil=pupil)
    return list(
        Carer.objects.present()
        .filter(pk__in=links.values("carer"))
        .exclude(pk__in=others.values("carer"))
        .order_by("pk")
    )


@transaction.atomic
def hold(*, pupil, on, words, by) -> Pupil:
    """Keep a record by order, whatever else says, or no longer. ``words``: on what ground."""
    pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    words = " ".join(words.split())
    if pupil.anonymised_at:
        raise FamilyRefused("There is nothing left to keep.")
    if not words:
        raise FamilyRefused("Say on what ground.")
    if pupil.is_on_hold != on:
        pupil.is_on_hold = on
        pupil.save(update_fields=["is_on_hold"])
        record("kept by order" if on else "lifted the order on", pupil, by=by, reason=words[:500])
    return pupil


def _one_child(pupil):
    """The record, and before it every other that went into it, however far back."""
    gone = pupil.merged.select_for_update(of=("self",)).filter(anonymised_at=None)
    return [*(found for each in gone for found in _one_child(each)), pupil]


def _erase_one(pupil, *, by):
    alone = carers_alone(pupil)
    for each in holdings.registered():
        each.erase(pupil, by=by)
    Needs.objects.filter(pupil=pupil).delete()
    Consent.objects.filter(pupil=pupil).delete()
    SchoolSpell.objects.filter(pupil=pupil).delete()
    # A copy that was made of it holds all of this once more.
    for export in FamilyExport.objects.filter(
        carer__in=CarerLink.objects.filter(pupil=pupil).values("carer"), forgotten_at=None
    ):
        exporting.forget_files(export)
    CarerLink.objects.filter(pupil=pupil).delete()
    for invitation in CarerInvitation.objects.filter(pupils=pupil):
        invitation.pupils.remove(pupil)
    for merge in PupilMerge.objects.filter(kept=pupil):
        merge.moved = {}
        merge.save(update_fields=["moved"])
    pupil.first_name = pupil.last_name = pupil.preferred_name = pupil.school_words = ""
    pupil.born_on = pupil.school = None
    pupil.schooling, pupil.anonymised_at = Schooling.NONE, timezone.now()
    pupil.save(
        update_fields=[
            *("first_name", "last_name", "preferred_name", "school_words"),
            *("born_on", "school", "schooling", "anonymised_at"),
        ]
    )
    for carer in alone:
        erase_carer(carer, by=by)


def erase_carer(carer, *, by):
    """A carer of nobody: without an account name and all, with one the address alone.

    Records that went into it go first.
    """
    for gone in carer.merged.select_for_update(of=("self",)).filter(anonymised_at=None):
        erase_carer(gone, by=by)
    for merge in CarerMerge.objects.filter(kept=carer):
        merge.moved = {}
        merge.save(update_fields=["moved"])
    fields = ["phone", "street", "locality", "town", "postcode"]
    if carer.user_id is None:
        fields += ["name", "email"]
        carer.anonymised_at = timezone.now()
    for name in fields:
        setattr(carer, name, "")
    carer.save(update_fields=[*fields, "anonymised_at"])
    CarerInvitation.objects.filter(invited_by=carer).delete()
    record("erased", carer, by=by)
