"""Who may read the API's description and hold a token (security.md: API schema)."""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("api.see_schema")
def see_schema(user):
    """Managers and administrators read the description of the API."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("api.see_token")
def see_token(user):
    """Everybody sees and revokes their own tokens, and nobody else's."""
    return Q(user=user)


@right("api.make_token")
def make_token(user):
    """Whoever holds a role makes tokens in their own name: a token is worth no more than a role."""
    return EVERYTHING if user.live_roles else NOTHING
