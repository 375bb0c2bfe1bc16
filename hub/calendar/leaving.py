"""A private feed ends with the account."""

from hub.accounts.leaving import on_role_ended
from hub.calendar import feed_addresses


@on_role_ended
def stop_feed(*, user, grant, by):
    """When the account is deactivated. After a role alone, the feed shows what is left to see."""
    if grant is None:
        feed_addresses.stop(user=user, by=by, reason="The account is deactivated.")
