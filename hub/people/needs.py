"""What a learner needs: asked once, changed by those who care, never on the trail in words."""

from django.db import transaction
from django.utils import timezone

from hub.people.children import IsAdult, check_age
from hub.people.models import Needs, Pupil
from hub.people.refusals import FamilyRefused
from hub.trail.record import record


@transaction.atomic
def answer(
    *,
    pupil: Pupil,
    by,
    access: str = "",
    medical: str = "",
    emergency_name: str = "",
    emergency_phone: str = "",
    has_ehcp: bool = False,
) -> Needs:
    """Say what a learner needs; saying that there is nothing is an answer too.

    Raises FamilyRefused when the plan is taken away by which somebody of this age is a child here.
    """
    # Locked: of two pages sent at once each would find nobody asked yet.
    pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    if not has_ehcp and not pupil.is_adult:
        try:
            check_age(pupil.born_on, has_ehcp=False)
        except IsAdult as refusal:
            raise FamilyRefused(
                "Without an EHCP somebody of this age learns on an account of their own. "
                "Ask the hub how the lessons can go on."
            ) from refusal
    needs = Needs.objects.filter(pupil=pupil).first() or Needs(pupil=pupil, answered_at=None)
    new = {
        "access": access,
        "medical": medical,
        "emergency_name": emergency_name,
        "emergency_phone": emergency_phone,
        "has_ehcp": has_ehcp,
    }
    changed = [name for name in Needs.FIELDS if getattr(needs, name) != new[name]]
    is_first = needs.answered_at is None
    if not (changed or is_first):
        return needs
    for name, value in new.items():
        setattr(needs, name, value)
    needs.answered_at, needs.answered_by = timezone.now(), by
    needs.save()
    record("answered" if is_first else "changed", needs, by=by, fields=changed)
    return needs
