"""What stands on the home page of a school: what is next, what is new, and whom to ask."""

from dataclasses import dataclass

from django.db.models import Q

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant
from schools.looks import look
from schools.next_steps import steps_for
from schools.timeline import timeline
from schools.toolkit import example_for

#: As many as somebody can keep in mind; the others are folded away.
NEXT = 3
_EVENTS = 20


@dataclass(frozen=True)
class Officer:
    """Somebody of the hub who looks after the school."""

    name: str
    email: str
    phone: str


def context_of(school, *, user):
    """The context of schools/home.html. Notes that the user looks."""
    steps = steps_for(school, user=user)
    since = look(school, user=user)
    events = timeline(school, user=user, limit=_EVENTS)
    new = [event for event in events if since is not None and event.at > since]
    return {
        "school": school,
        "steps": steps[:NEXT],
        "more": steps[NEXT:],
        "since": since,
        "new": new,
        "earlier": events[len(new) :],
        "officers": officers_of(school),
        "example": example_for(school.phase),
        "own": [grant for grant in user.live_grants if grant.school_id == school.pk],
    }


def officers_of(school) -> list[Officer]:
    """The officers of the school's region; without such, those who look after every region."""
    grants = RoleGrant.objects.live().filter(role=Role.OFFICER, user__is_active=True)
    everywhere = grants.filter(region=None)
    here = grants.filter(Q(region=school.region_id)) if school.region_id else everywhere
    people = list(here.select_related("user")) or list(everywhere.select_related("user"))
    found = {grant.user.pk: grant.user for grant in people}.values()
    return [
        Officer(str(user), user.email, user.phone) for user in sorted(found, key=lambda u: str(u))
    ]
