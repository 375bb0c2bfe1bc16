"""Who came to a school and who left it, on its timeline."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from hub.accounts.choices import SCHOOL_ROLES
from hub.accounts.models import RoleGrant
from schools.models import School
from schools.timeline import ALWAYS, Event, timeline_source


@timeline_source("People")
def people(schools, user, limit, between=ALWAYS):
    """Roles that began and that ended, for those who may see who has one there."""
    seen = School.objects.allowing("schools.see_contacts", user) if user else School.objects.all()
    here = seen.filter(pk__in=[school.pk for school in schools]).values("pk")
    rows = RoleGrant.objects.filter(
        Q(granted_at__range=between) | Q(ended_at__range=between),
        school__in=here,
        role__in=sorted(SCHOOL_ROLES),
    )
    # One statement: whatever is among the newest events is of a role that is among the newest.
    newest = rows.annotate(last=Coalesce("ended_at", "granted_at")).order_by("-last", "-pk")
    grants = newest.select_related("user", "granted_by", "ended_by")[:limit]
    events = [each for grant in grants for each in (_began(grant), _ended(grant)) if each]
    return [event for event in events if between[0] <= event.at <= between[1]]


def _began(grant):
    is_to_come = timezone.localdate(grant.granted_at) < grant.starts_on
    since = f", from {date_format(grant.starts_on, 'j F Y')}" if is_to_come else ""
    return Event(
        at=grant.granted_at,
        text=f"{grant.user} became: {grant.get_role_display()}{since}.",
        school=grant.school_id,
        who=str(grant.granted_by or ""),
        is_private=True,
    )


def _ended(grant):
    if grant.ended_at is None:
        return None
    return Event(
        at=grant.ended_at,
        text=f"{grant.user} no longer is: {grant.get_role_display()}.",
        school=grant.school_id,
        who=str(grant.ended_by or ""),
        is_private=True,
    )
