"""Who reads, writes and reopens audits (security.md: audit). Loaded by schools/permissions.py."""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right
from hub.surveys.reading_rights import answers_are_read
from schools.models import Audit, School

QUESTIONNAIRE = "audit"
#: Hub staff who read what schools have handed in.
READERS = (Role.MANAGER, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
_HANDED_IN = Q(filling__state="submitted")


@right("schools.see_audit")
def see_audit(user):
    """Leads and heads read their school's audits; the hub and a trust what is handed in.

    The hub, that is: managers, officers, training and ensembles officers.
    """
    if user.has_role(*READERS):
        others = _HANDED_IN
    else:
        trusts = user.scope_ids("trust", Role.TRUST)
        others = _HANDED_IN & Q(school__trust__in=trusts) if trusts else NOTHING
    own = _own(user)
    return others | Q(school__in=own) if own else others


@right("schools.see_audit_file")
def see_audit_file(user):
    """Whoever reads an audit sees its files."""
    seen = see_audit(user)
    return NOTHING if seen == NOTHING else Q(audit__in=Audit.objects.filter(seen).values("pk"))


@right("schools.see_audits")
def see_audits(user):
    """Of which schools somebody may read audits, as far as there are any."""
    if user.has_role(*READERS):
        return EVERYTHING
    own, trusts = _own(user), user.scope_ids("trust", Role.TRUST)
    return Q(pk__in=own) | Q(trust__in=trusts) if own or trusts else NOTHING


@right("schools.report_audit")
def report_audit(user):
    """Managers and officers have the report on a result made of any school, leads and heads of

    their own; what others read stands on its page.
    """
    if user.has_role(Role.MANAGER, Role.OFFICER):
        return EVERYTHING
    return do_audit(user)


@right("schools.do_audit")
def do_audit(user):
    """Leads and heads begin, answer and hand in the audit of their school."""
    own = _own(user)
    return Q(pk__in=own) if own else NOTHING


@right("schools.reopen_audit")
def reopen_audit(user):
    """Officers give an audit back to a school of their region; without a region to any."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    if not regions:
        return _HANDED_IN
    return _HANDED_IN & (Q(school__region__in=regions) | Q(school__region=None))


def read_filling(user):
    """Who reads the answers of an audit: who reads the audit."""
    seen = see_audit(user)
    return NOTHING if seen == NOTHING else Q(audit__in=Audit.objects.filter(seen).values("pk"))


answers_are_read(QUESTIONNAIRE, read_filling)


def _own(user):
    return user.scope_ids("school", Role.LEAD, Role.HEAD)


def own_schools(user):
    """The schools whose audits this user does, by name."""
    return School.objects.filter(do_audit(user)).order_by("name", "pk")
