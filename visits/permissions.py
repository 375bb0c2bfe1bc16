"""Who may do what with visits and what comes of them (security.md: engagement visits).

Every officer reads every school; a region limits writing. An officer without a region has all of
them, and a school without a region is everybody's.
"""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right
from hub.surveys.reading_rights import answers_are_read
from schools.lineage import earlier_than
from schools.needs.permissions import as_officer
from visits.actions import permissions as action_permissions  # noqa: F401  (registers itself)
from visits.choices import VisitState
from visits.regional import permissions as regional_permissions  # noqa: F401  (registers itself)

#: “Have Your Say”, the survey of needs that is filled in at a visit.
QUESTIONNAIRE = "have-your-say"
_LEADS = (Role.LEAD, Role.HEAD)
#: Actions of which schools know: what comes of a visit is told with its report, or when the visit
#: is written up without one. Until then an officer may still change their mind.
TOLD = Q(visit=None) | Q(visit__state__in=[VisitState.WRITTEN_UP, VisitState.CLOSED])


def _region(user, path):
    """Rows whose school, at the end of ``path``, lies in a region of this officer's."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    if not regions:
        return EVERYTHING
    return Q(**{f"{path}__region__in": regions}) | Q(**{f"{path}__region": None})


def _own(user, path, *, trusts=False):
    """Rows of the schools that this user leads music at or heads; of a trust's, when asked."""
    own = Q(**{f"{path}__in": user.scope_ids("school", *_LEADS)})
    if trusts and user.scope_ids("trust", Role.TRUST):
        own |= Q(**{f"{path}__trust__in": user.scope_ids("trust", Role.TRUST)})
    elif not user.scope_ids("school", *_LEADS):
        return NOTHING
    return own


def _history(user, path, *, trusts=False):
    """Rows of those schools, and of the earlier ones whose history is theirs: who leads music at an
    academy reads what the hub did at the school that it was.
    """
    own, keys = _own(user, path, trusts=trusts), user.scope_ids("school", *_LEADS)
    return own | Q(**{f"{path}__in": earlier_than(keys)}) if keys else own


def _goes(user, path=""):
    """Rows of visits to which this user goes."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    return Q(**{f"{path}officer": user.pk}) | Q(
        **{f"{path}officers__officer": user.pk, f"{path}officers__isnull": False}
    )


def _staff(user):
    return user.has_role(Role.OFFICER, Role.TRAINING, Role.ENSEMBLES, Role.MANAGER)


@right("visits.see_type")
def see_type(user):
    """Types of visits: whoever sees visits, and those who set them."""
    if _staff(user) or user.has_role(Role.ADMIN, Role.TRUST, *_LEADS):
        return EVERYTHING
    return NOTHING


@right("visits.set_types")
def set_types(user):
    """Managers and administrators name the types of visits and say which count."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("visits.see_visit")
def see_visit(user):
    """That there is a visit, when, by whom: officers, managers, the lead and head of the school and
    of the one that has its history.
    """
    return EVERYTHING if _staff(user) else _history(user, "school")


@right("visits.see_visits_of")
def see_visits_of(user):
    """The list of a school's visits: officers, managers, and the school's own lead and head."""
    return EVERYTHING if _staff(user) else _own(user, "pk")


@right("visits.plan_visits")
def plan_visits(user):
    """Officers and managers see who is due, the diaries, lists and figures of visits."""
    return EVERYTHING if user.has_role(Role.OFFICER, Role.MANAGER) else NOTHING


@right("visits.arrange_at")
def arrange_at(user):
    """Officers arrange visits to schools of their region."""
    return as_officer(user)


@right("visits.write_visit")
def write_visit(user):
    """Officers change, move and cancel visits to schools of their region, and those they lead."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    region = _region(user, "school")
    return region if region == EVERYTHING else region | Q(officer=user.pk)


@right("visits.answer_visit")
def answer_visit(user):
    """A school's lead and head choose a date, ask for others or decline."""
    return _own(user, "school")


@right("visits.see_officer_of")
def see_officer_of(user):
    """Who goes to a visit: whoever may know of the visit."""
    return EVERYTHING if _staff(user) else _history(user, "visit__school")


@right("visits.see_date")
def see_date(user):
    """Dates that were proposed: whoever may know of the visit."""
    return see_officer_of(user)


@right("visits.see_reply")
def see_reply(user):
    """What a school said to dates: whoever may know of the visit."""
    return see_officer_of(user)


@right("visits.ask_for_visit")
def ask_for_visit(user):
    """A school's lead and head ask the hub for a visit."""
    return _own(user, "pk")


@right("visits.see_request")
def see_request(user):
    """Requests for visits: officers, managers and the school's lead and head."""
    return EVERYTHING if plan_visits(user) == EVERYTHING else _own(user, "school")


@right("visits.answer_request")
def answer_request(user):
    """Officers answer the requests of schools of their region."""
    return _region(user, "school")


@right("visits.see_diary")
def see_diary(user):
    """Base and working days of officers: officers and managers, who plan with them."""
    return plan_visits(user)


@right("visits.write_diary")
def write_diary(user):
    """Officers set their own base and working days."""
    return Q(officer=user.pk) if user.has_role(Role.OFFICER) else NOTHING


@right("visits.see_standing")
def see_standing(user):
    """When a school was visited last and is to be next: whoever may know of its visits."""
    return see_visit(user)


@right("visits.see_record")
def see_record(user):
    """What was written down at a visit: officers and managers; schools have the report."""
    return plan_visits(user)


# Schools read what they have said in the report.
answers_are_read(QUESTIONNAIRE, plan_visits)


@right("visits.see_person_met")
def see_person_met(user):
    """Who took part in a visit: who reads its record."""
    return plan_visits(user)


@right("visits.write_record")
def write_record(user):
    """An officer writes the record of the visits to which they go."""
    return _goes(user)


@right("visits.see_private_note")
def see_private_note(user):
    """The private note of a visit: officers of the region, whoever goes, and managers."""
    if user.has_role(Role.MANAGER):
        return EVERYTHING
    region = _region(user, "school")
    return region if region in (EVERYTHING, NOTHING) else region | _goes(user)


@right("visits.see_report")
def see_report(user):
    """The report of a visit, once it was sent: officers, managers, the school, the one that has its
    history, and its trust.
    """
    if plan_visits(user) == EVERYTHING:
        return EVERYTHING
    own = _history(user, "school", trusts=True)
    return own if own == NOTHING else own & Q(report_sent_at__isnull=False)


@right("visits.see_sent_report")
def see_sent_report(user):
    """Each version of a report: whoever reads the report."""
    if plan_visits(user) == EVERYTHING:
        return EVERYTHING
    return _history(user, "visit__school", trusts=True)


@right("visits.report_visit")
def report_visit(user):
    """Of which schools the visit report is made as a file: officers, managers, school and trust."""
    if plan_visits(user) == EVERYTHING:
        return EVERYTHING
    own, trusts = user.scope_ids("school", *_LEADS), user.scope_ids("trust", Role.TRUST)
    return Q(pk__in=own) | Q(trust__in=trusts) if own or trusts else NOTHING


@right("visits.see_action")
def see_action(user):
    """Actions: officers and managers; lead and head of the school, or of the one that has its
    history, and its trust, once what was agreed at the visit has gone to the school.
    """
    if _staff(user):
        return EVERYTHING
    own = _history(user, "school", trusts=True)
    return own if own == NOTHING else own & TOLD


@right("visits.write_action")
def write_action(user):
    """Officers write actions for schools of their region, those of visits that they lead, and
    those that are theirs.
    """
    region = _region(user, "school")
    if region in (EVERYTHING, NOTHING):
        return region
    return region | Q(officer=user.pk) | Q(visit__officer=user.pk)


@right("visits.move_action")
def move_action(user):
    """Who says how far an action is: whoever may write it, whose it is, and a school its own."""
    written = write_action(user)
    if written == EVERYTHING:
        return EVERYTHING
    own = _own(user, "school")
    of_school = NOTHING if own == NOTHING else own & Q(owner="school") & TOLD
    mine = Q(officer=user.pk) if _staff(user) else NOTHING
    return written | of_school | mine


@right("visits.see_tracker")
def see_tracker(user):
    """The engagement tracker and its figures: officers of every kind, managers, administrators."""
    return EVERYTHING if _staff(user) or user.has_role(Role.ADMIN) else NOTHING


@right("visits.export_tracker")
def export_tracker(user):
    """Officers and managers take the tracker out of the portal, as files."""
    return plan_visits(user)


@right("visits.see_target")
def see_target(user):
    """Targets for visits: who sees the tracker."""
    return see_tracker(user)


@right("visits.set_targets")
def set_targets(user):
    """Managers set how many visits a year and region is to have."""
    return EVERYTHING if user.has_role(Role.MANAGER) else NOTHING
