"""Who reads and who writes the hub's pages and its resources."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.content.models import Resource
from hub.content.querysets import OPEN_TO_ALL, OUT
from hub.permissions import EVERYTHING, NOTHING, right

#: Who reads what is kept for schools: those at schools, and those who work for the hub.
_READ_SCHOOLS_OWN = (*SCHOOL_ROLES, Role.TRUST, *STAFF_ROLES, Role.TUTOR, Role.LEADER)


@right("content.see_page", public=EVERYTHING)
def see_page(user):
    """Everybody reads them, signed in or not."""
    return EVERYTHING


@right("content.change_page")
def change_page(user):
    """Managers and editors write them."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.EDITOR) else NOTHING


@right("content.see_resource", public=OPEN_TO_ALL)
def see_resource(user):
    """Everybody reads what is published for all; schools and hub staff what is for schools too.

    Managers and editors also read drafts, what is archived, and what has its day to come.
    """
    if user.has_role(Role.MANAGER, Role.EDITOR):
        return EVERYTHING
    return OUT if user.has_role(*_READ_SCHOOLS_OWN) else OPEN_TO_ALL


@right("content.change_resource")
def change_resource(user):
    """Managers and editors write resources, publish and archive them, and keep their topics."""
    return change_page(user)


def _with_an_episode(q):
    return Q(pk__in=Resource._base_manager.filter(q, series__isnull=False).values("series"))


@right("content.see_series", public=_with_an_episode(OPEN_TO_ALL))
def see_series(user):
    """Whoever reads one of its items sees a series; managers and editors see all."""
    q = see_resource(user)
    return q if q == EVERYTHING else _with_an_episode(q)


@right("content.set_players")
def set_players(user):
    """Managers and administrators say from which other sites recordings may be played."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
