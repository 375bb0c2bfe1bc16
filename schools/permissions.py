"""Who may do what with schools (security.md: directory facts, contact people, report PDF)."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.accounts.permissions import schools_to_give_at
from hub.permissions import EVERYTHING, NOTHING, right
from schools.audits import permissions  # noqa: F401  (registers its own)
from schools.choices import FactSource
from schools.confidence import permissions as confidence_permissions  # noqa: F401  (registers itself)
from schools.models import School
from schools.needs.permissions import as_officer
from schools.plans import permissions as plan_permissions  # noqa: F401  (registers itself)
from schools.summaries import permissions as summary_permissions  # noqa: F401  (registers itself)


@right("schools.see_school")
def see_school(user):
    """Staff, tutors and leaders see every school; schools and trusts their own."""
    if user.has_role(*STAFF_ROLES, Role.TUTOR, Role.LEADER):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    trusts = user.scope_ids("trust", Role.TRUST)
    if own or trusts:
        return Q(pk__in=own) | Q(trust__in=trusts)
    return NOTHING


@right("schools.see_home")
def see_home(user):
    """A school's home page is its own people's: music leads, heads and bursars."""
    own = user.scope_ids("school", *SCHOOL_ROLES)
    return Q(pk__in=own) if own else NOTHING


@right("schools.see_look")
def see_look(user):
    """When somebody last looked at a school of theirs is for themselves alone."""
    return Q(user=user.pk)


@right("schools.set_facts")
def set_facts(user):
    """Administrators set the hub's own facts of any school, officers those of their region.

    An officer without a region has all of them, and a school without a region is everybody's.
    """
    if user.has_role(Role.ADMIN):
        return EVERYTHING
    return as_officer(user)


@right("schools.keep_directory")
def keep_directory(user):
    """Who keeps the directory in order: managers and administrators, officers in their region.

    That is: closing and opening by hand, what is missing from the register, merged and split
    schools, settings without a number, and regions of schools.
    """
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    return as_officer(user)


@right("schools.fill_region")
def fill_region(user):
    """Into which regions somebody puts schools: those who keep the directory, officers into theirs.

    An officer without a region puts them into any.
    """
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    return Q(pk__in=regions) if regions else EVERYTHING


@right("schools.decide_link")
def decide_link(user):
    """Who says whether history follows a link: whoever keeps one of its two schools in order."""
    kept = keep_directory(user)
    if kept in (EVERYTHING, NOTHING):
        return kept
    urns = School.objects.filter(kept, urn__isnull=False).values("urn")
    return Q(predecessor_urn__in=urns) | Q(successor_urn__in=urns)


@right("schools.keep_lists")
def keep_lists(user):
    """Managers and administrators keep the lists behind: types, regions, trusts, files read."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("schools.see_contacts")
def see_contacts(user):
    """Who has a role at a school: hub staff but editors see all, leads and heads their own's."""
    if user.has_role(*STAFF_ROLES - {Role.EDITOR}):
        return EVERYTHING
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(pk__in=own) if own else NOTHING


@right("schools.claim")
def claim(user):
    """Everybody with an account may say which school is theirs; somebody else answers."""
    return EVERYTHING


@right("schools.see_claims")
def see_claims(user):
    """The list of requests to join a school: managers, administrators, officers; heads."""
    if user.has_role(Role.MANAGER, Role.ADMIN, Role.OFFICER, Role.HEAD):
        return EVERYTHING
    return NOTHING


@right("schools.see_claim")
def see_claim(user):
    """Managers, administrators and officers see every request, heads those to their school, and
    each their own.
    """
    if user.has_role(Role.MANAGER, Role.ADMIN, Role.OFFICER):
        return EVERYTHING
    return Q(school__in=user.scope_ids("school", Role.HEAD)) | Q(user=user.pk)


@right("schools.withdraw_claim")
def withdraw_claim(user):
    """Everybody takes back their own request."""
    return Q(user=user.pk)


@right("schools.decide_claim")
def decide_claim(user):
    """Who may give every role at a school answers requests to join it, never their own.

    That is: managers and administrators, officers in their region, heads at their school.
    """
    given = schools_to_give_at(user, Role.HEAD)
    if given == NOTHING:
        return NOTHING
    others = ~Q(user=user.pk)
    if given == EVERYTHING:
        return others
    return Q(school__in=School.objects.filter(given).values("pk")) & others


@right("schools.leave_role")
def leave_role(user):
    """Everybody hands over or ends their own roles at schools."""
    return Q(user=user.pk, role__in=sorted(SCHOOL_ROLES), ended_at=None)


@right("schools.see_hand_over")
def see_hand_over(user):
    """Whoever hands a role over sees how far it is."""
    return Q(grant__user=user.pk)


@right("schools.see_known")
def see_known(user):
    """What is known of a school's music: hub staff but editors, and its lead, head and bursar."""
    if user.has_role(*STAFF_ROLES - {Role.EDITOR}):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    return Q(pk__in=own) if own else NOTHING


@right("schools.see_fact")
def see_fact(user):
    """Each of the facts of a school of which somebody may see what is known; what its audit says,
    those alone who may read audits: its lead and head, and officers and managers.
    """
    seen, audits = see_known(user), see_audit_facts(user)
    if seen == audits:
        return _at_schools(seen)
    return _at_schools(seen) & ~Q(key__startswith="audit-") | _at_schools(audits)


def _at_schools(schools):
    """The Q over rows with a school, of a Q over schools."""
    if schools in (EVERYTHING, NOTHING):
        return schools
    return Q(school__in=School.objects.filter(schools).values("pk"))


@right("schools.see_audit_facts")
def see_audit_facts(user):
    """What a submitted audit says: managers, officers of visits, training and ensembles; the
    school's own lead and head.
    """
    if user.has_role(Role.MANAGER, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES):
        return EVERYTHING
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(pk__in=own) if own else NOTHING


@right("schools.confirm_facts")
def confirm_facts(user):
    """Leads and heads say that what is known of their school is right."""
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(pk__in=own) if own else NOTHING


@right("schools.tell_facts")
def tell_facts(user):
    """Leads and heads answer for their school; who sets the hub's facts, from the hub's records."""
    return confirm_facts(user) | set_facts(user)


def fact_source(user, school):
    """Whose word it is when this user answers: the school's, or the hub's records."""
    is_own = School.objects.filter(confirm_facts(user), pk=school.pk).exists()
    return FactSource.SCHOOL if is_own else FactSource.HUB


@right("schools.see_neighbours")
def see_neighbours(user):
    """Which schools are near a school helps those who plan visits there: hub staff."""
    return EVERYTHING if user.has_role(*STAFF_ROLES) else NOTHING


@right("schools.write_note")
def write_note(user):
    """Hub staff but editors write notes on any school: those who see its people."""
    return EVERYTHING if user.has_role(*STAFF_ROLES - {Role.EDITOR}) else NOTHING


@right("schools.see_note")
def see_note(user):
    """Hub staff but editors read the notes on schools. Schools and trusts do not."""
    return write_note(user)


@right("schools.change_note")
def change_note(user):
    """Who wrote a note changes and deletes it; managers and administrators any."""
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    return Q(by=user.pk) if write_note(user) == EVERYTHING else NOTHING


@right("schools.report_profile")
def report_profile(user):
    """Managers have a profile made of any school, officers of their region's, schools of their own.

    It names the people of the school, so it is for those alone who may see these.
    """
    if user.has_role(Role.MANAGER):
        return EVERYTHING
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    officers = as_officer(user)
    return (officers | Q(pk__in=own)) if own else officers


@right("schools.report_quality")
def report_quality(user):
    """Managers have the report on data quality made, officers that of their region."""
    return EVERYTHING if user.has_role(Role.MANAGER) else as_officer(user)


@right("schools.import_register")
def import_register(user):
    """Officers, managers and administrators take the register in (security.md: import)."""
    allowed = user.has_role(Role.OFFICER, Role.MANAGER, Role.ADMIN)
    return EVERYTHING if allowed else NOTHING
