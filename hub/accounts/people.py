"""Lists of people with their roles, cut to what whoever looks may see."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from hub.accounts.models import RoleGrant, User
from hub.accounts.people_forms import PersonState
from hub.accounts.scopes import FIELDS


def people_seen_by(viewer, *, q="", role="", state=""):
    """Accounts that the viewer may see, with ``seen_grants``: their roles that the viewer may see.

    A filter looks at those roles only: a head must not learn by filtering what else a teacher is.
    """
    grants = RoleGrant.objects.visible_to(viewer)
    theirs = grants.filter(user=OuterRef("pk"))
    people = User.objects.visible_to(viewer).prefetch_related(
        Prefetch("grants", grants.select_related(*FIELDS).order_by("pk"), to_attr="seen_grants")
    )
    if q:
        people = people.matching(q)
    if role:
        people = people.filter(Exists(theirs.live().filter(role=role)))
    if state == PersonState.CLOSED:
        people = people.filter(is_active=False)
    elif state == PersonState.LIVE:
        people = people.filter(Exists(theirs.live()), is_active=True)
    elif state == PersonState.NONE:
        people = people.filter(~Exists(theirs.live()), is_active=True)
    return people


@dataclass(frozen=True)
class PersonRow:
    """One line of the list, of the page and of the CSV alike."""

    pk: int
    name: str
    email: str
    roles: str
    state: str
    state_kind: str
    last_login: object


def row(user):
    """The PersonRow of an account that ``people_seen_by`` found."""
    live = [str(grant) for grant in user.seen_grants if grant.is_live]
    if not user.is_active:
        state, kind = "Deactivated", "warn"
    elif live:
        state, kind = "Active", "ok"
    elif any(grant.is_to_come for grant in user.seen_grants):
        state, kind = "Starts later", "info"
    else:
        state, kind = "No role", ""
    return PersonRow(user.pk, str(user), user.email, ", ".join(live), state, kind, user.last_login)
