"""What the office writes down of families: a family that has no account, a record put right."""

from django.db import transaction
from django.utils import timezone

from hub.people import children
from hub.people.choices import Relationship, Schooling
from hub.people.models import Carer, CarerLink, Needs, Pupil, SchoolSpell
from hub.people.refusals import FamilyRefused
from hub.trail.record import record


@transaction.atomic
def change_carer(*, form, by) -> Carer:
    """Save a valid CarerForm of a carer, with its entry on the trail."""
    if not form.instance.is_in_use:
        raise FamilyRefused("This carer’s record is no longer in use.")
    if not form.changed_data:
        return form.instance
    carer = form.save(commit=False)
    carer.save(update_fields=form.changed_data)
    record("changed", carer, by=by, fields=form.changed_data)
    return carer


@transaction.atomic
def add_family(
    *, carer, child, relationship, has_responsibility, has_ehcp, by, carer_fields=None
) -> Pupil:
    """Write up a child, and a carer too unless ``carer`` is here already; returns the Pupil.

    ``child``: fields of Pupil; ``carer_fields``: of Carer. A carer who makes an account with the
    address that stands here has the child from then on. Raises FamilyRefused for an address that
    somebody here has, and what ``children.check_age`` raises.
    """
    children.check_age(child["born_on"], has_ehcp=has_ehcp)
    if carer is None:
        carer = _new_carer(carer_fields or {}, by)
    elif not Carer.objects.select_for_update(of=("self",)).get(pk=carer.pk).is_in_use:
        raise FamilyRefused("This carer’s record is no longer in use.")
    schooling = child["schooling"]
    child = child | {
        "school": child["school"] if schooling == Schooling.SCHOOL else None,
        "school_words": child["school_words"] if schooling == Schooling.ELSEWHERE else "",
    }
    pupil = Pupil.objects.create(**child, created_by=by)
    SchoolSpell.objects.create(
        pupil=pupil,
        school=pupil.school,
        words="" if pupil.school else pupil.school_in_words,
        from_on=timezone.localdate(),
    )
    if has_ehcp:
        # What else the child needs nobody has said yet.
        Needs.objects.create(pupil=pupil, has_ehcp=True, answered_at=None)
    link = CarerLink.objects.create(
        carer=carer,
        pupil=pupil,
        relationship=relationship,
        has_responsibility=has_responsibility,
        may_see=True,
        may_book=True,
        pays=relationship != Relationship.SOCIAL_WORKER,
        created_by=by,
    )
    record("wrote up", pupil, by=by, fields=sorted(child))
    record("linked", link, by=by)
    return pupil


def _new_carer(fields, by):
    email = fields.get("email", "")
    if email:
        found = Carer.objects.present().filter(email__iexact=email).first()
        if found:
            raise FamilyRefused(
                f"Somebody with this e-mail address is here already: {found.reference}. "
                "Open their record and add the child there."
            )
    carer = Carer.objects.create(**fields)
    record("wrote up", carer, by=by, fields=sorted(name for name, told in fields.items() if told))
    return carer
