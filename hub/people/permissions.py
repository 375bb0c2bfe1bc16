"""Who may see and change families (security.md: parent account, child identity, needs, consents).

Tutors, leaders and officers see the pupils whom they teach, of whatever app (hub.people.teachers).
"""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.people.choices import Relationship, Restriction
from hub.people.models import CarerLink, Consent, Pupil
from hub.people.teachers import taught_by, teaches
from hub.permissions import EVERYTHING, NOTHING, right

__all__ = ["teaches"]  # where apps look for it


def own_pupils(user):
    """The primary keys of pupils for whom the user is a carer who may see them, as a subquery."""
    return CarerLink.objects.seeing().of_user(user).values("pupil")


def not_own_family(user) -> Q:
    """Q over pupils who are none of the user's own: staff do not act on their own family's places.

    Source: security.md, field rules.
    """
    return ~Q(pk__in=CarerLink.objects.live().of_user(user).values("pupil"))


@right("people.enter_families")
def enter_families(user):
    """The office's and finance's pages of families: searching, lists, records."""
    return EVERYTHING if user.has_role(Role.OFFICE, Role.FINANCE) else NOTHING


@right("people.see_pupil", second_factor=True)
def see_pupil(user):
    """Name and year: the office and finance all; carers their own; schools those whose carers let
    them know; tutors and leaders those whom they teach (given name and initial alone is shown).
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    seen = Q(pk__in=own_pupils(user)) | taught_by(user)
    schools = user.scope_ids("school", Role.LEAD, Role.HEAD)
    if schools:
        told = Consent.objects.live().filter(kind="school").values("pupil")
        seen |= Q(school__in=schools, pk__in=told, anonymised_at=None, merged_into=None)
    return seen


@right("people.see_full_pupil", second_factor=True)
def see_full_pupil(user):
    """Last name in full, birthday and who cares for them: the office, finance; carers their own."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(pk__in=own_pupils(user))


@right("people.change_pupil", second_factor=True)
def change_pupil(user):
    """The office, but not in its own family; carers who may book for the pupil."""
    if user.has_role(Role.OFFICE):
        return not_own_family(user) | Q(
            pk__in=CarerLink.objects.booking().of_user(user).values("pupil")
        )
    return Q(pk__in=CarerLink.objects.booking().of_user(user).values("pupil"))


@right("people.book_for")
def book_for(user):
    """Apply, accept, decline and stop for a pupil: carers whose link lets them."""
    return Q(pk__in=CarerLink.objects.booking().of_user(user).values("pupil"))


@right("people.report_absence")
def report_absence(user):
    """Say that a pupil will be away: every carer who sees the pupil's lessons."""
    return Q(pk__in=own_pupils(user))


@right("people.care_for")
def care_for(user):
    """Over Pupil. The pages of My family: whoever looks after the pupil and may see the lessons."""
    return Q(pk__in=own_pupils(user))


def _booking_openly(user):
    """Pupils for whom the user books and of whom nothing is kept from the user, as a subquery."""
    links = CarerLink.objects.booking().of_user(user).filter(restriction=Restriction.NONE)
    return links.values("pupil")


@right("people.see_needs", second_factor=True)
def see_needs(user):
    """Over Needs. Carers their own, but not behind a restriction: whom to phone and where a child
    is treated tells where it lives. Office, finance and who teaches the pupil, logged (C4).
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    seen = Q(pk__in=open_to(user)) | taught_by(user)
    return Q(pupil__in=Pupil.objects.filter(seen).values("pk"))


@right("people.change_needs")
def change_needs(user):
    """Over Pupil. Carers who may book, but not behind a restriction."""
    return Q(pk__in=_booking_openly(user))


@right("people.move_school")
def move_school(user):
    """Over Pupil. Carers who may book say that the child goes to another school, but not behind a
    restriction.
    """
    return Q(pk__in=_booking_openly(user))


@right("people.see_consent", second_factor=True)
def see_consent(user):
    """Over Consent. Who sees the pupil sees what was agreed to; managers too."""
    if user.has_role(Role.OFFICE, Role.FINANCE, Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    return Q(pupil__in=Pupil.objects.filter(see_pupil(user)).values("pk"))


@right("people.see_school_spell", second_factor=True)
def see_school_spell(user):
    """Over SchoolSpell. The office and finance; carers their own, but not behind a restriction."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(pupil__in=open_to(user))


def open_to(user):
    """Pupils of the user's own whose whereabouts are not kept from the user, as a subquery."""
    links = CarerLink.objects.seeing().of_user(user).filter(restriction=Restriction.NONE)
    return links.values("pupil")


@right("people.see_whereabouts")
def see_whereabouts(user):
    """Over Pupil. School and place of teaching: everybody who sees the pupil, but for carers of
    whom it is kept. One carer's restriction is no other's.
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    mine = CarerLink.objects.live().of_user(user).values("pupil")
    return Q(pk__in=open_to(user)) | (see_pupil(user) & ~Q(pk__in=mine))


@right("people.see_carer", second_factor=True)
def see_carer(user):
    """Over Carer. Carers themselves; the office, finance; managers (name and account)."""
    if user.has_role(Role.OFFICE, Role.FINANCE, Role.MANAGER):
        return EVERYTHING
    return Q(user=user.pk)


@right("people.see_address", second_factor=True)
def see_address(user):
    """Over Carer. Where somebody lives: they themselves, the office and finance. Never another
    carer of the same child, a tutor or a school.
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(user=user.pk)


@right("people.change_carer", second_factor=True)
def change_carer(user):
    """Over Carer. Carers themselves; the office and finance."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(user=user.pk)


@right("people.see_link", second_factor=True)
def see_link(user):
    """Over CarerLink. One's own; for pupils of one's own those of others, unless either is under a
    restriction: then each sees nothing of the other. The office and finance see all.
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(carer__user=user.pk) | Q(
        pupil__in=open_to(user), restriction=Restriction.NONE, ended_at=None
    )


@right("people.restrict", second_factor=True)
def restrict(user):
    """Over CarerLink. The office alone sets what is kept from a carer, never in its own family."""
    if not user.has_role(Role.OFFICE):
        return NOTHING
    return Q(pupil__in=Pupil.objects.filter(not_own_family(user)).values("pk"))


@right("people.leave_pupil")
def leave_pupil(user):
    """Over CarerLink. A carer ends their own link; learners have none to leave but their own."""
    return Q(carer__user=user.pk, ended_at=None) & ~Q(relationship=Relationship.SELF)


@right("people.invite_carer")
def invite_carer(user):
    """Over Pupil. Carers who may book ask others in: not behind a restriction, and never to the
    lessons of an adult.
    """
    return Q(pk__in=_booking_openly(user), is_adult=False)


@right("people.withdraw_carer_invitation")
def withdraw_carer_invitation(user):
    """Over CarerInvitation. Who sent it, while nobody has answered it."""
    return Q(invited_by__user=user.pk, accepted_at=None, revoked_at=None)


@right("people.add_family", second_factor=True)
def add_family(user):
    """The office writes up a family that came by telephone or on paper."""
    return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


@right("people.link_carers", second_factor=True)
def link_carers(user):
    """Over Pupil. The office says who cares for a pupil and with what rights; not its own family's:
    nobody gives themselves a child.
    """
    return not_own_family(user) if user.has_role(Role.OFFICE) else NOTHING


@right("people.see_carer_invitation")
def see_carer_invitation(user):
    """Over CarerInvitation. Who sent it; the office."""
    return EVERYTHING if user.has_role(Role.OFFICE) else Q(invited_by__user=user.pk)


@right("people.see_merge", second_factor=True)
def see_merge(user):
    """Over PupilMerge and CarerMerge. The office."""
    return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


@right("people.merge", second_factor=True)
def merge(user):
    """Over Pupil. The office puts records together and takes them apart, not its own family's."""
    return not_own_family(user) if user.has_role(Role.OFFICE) else NOTHING


@right("people.merge_carers", second_factor=True)
def merge_carers(user):
    """Over Carer. The office puts records of carers together and takes them apart: neither its own
    nor those of who cares for its own children.
    """
    if not user.has_role(Role.OFFICE):
        return NOTHING
    own = CarerLink.objects.live().of_user(user).values("pupil")
    family = CarerLink.objects.filter(pupil__in=own).values("carer")
    return ~Q(user=user.pk) & ~Q(pk__in=family)


@right("people.export_family", second_factor=True)
def export_family(user):
    """Over Pupil. A carer asks for their own family's data; the office reviews and hands out."""
    if user.has_role(Role.OFFICE):
        return not_own_family(user) | Q(pk__in=own_pupils(user))
    return Q(pk__in=own_pupils(user))


@right("people.erase", second_factor=True)
def erase(user):
    """Over Pupil. The office erases on request, not in its own family."""
    return not_own_family(user) if user.has_role(Role.OFFICE) else NOTHING


@right("people.see_export", second_factor=True)
def see_export(user):
    """Over FamilyExport. The carer who asked, and the office."""
    return EVERYTHING if user.has_role(Role.OFFICE) else Q(carer__user=user.pk)


@right("people.release_export", second_factor=True)
def release_export(user):
    """Over FamilyExport. The office looks a copy through and hands it out; never its own."""
    return ~Q(carer__user=user.pk) if user.has_role(Role.OFFICE) else NOTHING


@right("people.write_to_families", second_factor=True)
def write_to_families(user):
    """The office writes to many families at once, and reads what was written to whom."""
    return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


@right("people.run_retention")
def run_retention(user):
    """What retention would take, and what it took: managers, administrators, the office."""
    if user.has_role(Role.MANAGER, Role.ADMIN, Role.OFFICE):
        return EVERYTHING
    return NOTHING
