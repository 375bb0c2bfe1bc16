"""E-mails about actions, each a Message row in the transaction of its cause."""

from django.conf import settings

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue
from visits.choices import Owner, VisitState


def people_of(school) -> list[User]:
    """Who does what a school has to do: its leads, else its heads."""
    grants = RoleGrant.objects.live().filter(school=school, user__is_active=True)
    for role in (Role.LEAD, Role.HEAD):
        found = User.objects.filter(pk__in=grants.filter(role=role).values("user")).order_by("pk")
        if found:
            return list(found)
    return []


def is_told(action) -> bool:
    """May the school know of it: does it come of no visit, or of one that is written up?"""
    written = (VisitState.WRITTEN_UP, VisitState.CLOSED)
    return action.visit_id is None or action.visit.state in written


def given(action, *, by):
    """Tell whoever is to do it. What a school agreed at a visit it reads in the report; what is
    added after that, and what no report tells, has a letter of its own.
    """
    if action.owner == Owner.OFFICER:
        users = [action.officer]
    elif action.owner == Owner.SCHOOL and is_told(action):
        users = people_of(action.school)
    else:
        users = []
    _write("action_given", action, users, by=by)


def done(action, *, by):
    """Tell whoever of the hub looks after it that it is done."""
    watching = action.visit.officer if action.visit_id else action.created_by
    users = [user for user in {watching, action.officer} if user is not None and user.is_active]
    _write("action_done", action, users, by=by)


def _write(template, action, users, *, by):
    context = {
        "school": action.school.name,
        "what": action.what,
        "due_on": action.due_on,
        "evidence": action.evidence,
        "who": str(by) if by else "The portal",
        "link": settings.SITE_URL + action.get_absolute_url(),
    }
    for user in users:
        if by is None or user.pk != by.pk:
            queue(
                template=f"visits/email/{template}",
                to=user.email,
                context=context,
                dedupe_key=f"{template}:{action.pk}:{action.revision}:{user.pk}",
                user=user,
            )
