"""What every page needs to know of the sign-in: when it runs out."""

from hub.accounts.middleware import seconds_left

#: Nobody is warned of a sign-in that runs out next week.
WARNED_WITHIN = 24 * 60 * 60


def sign_in(request):
    """``sign_in_seconds``: until the session ends by itself; None for long ones and nobody's."""
    left = seconds_left(request)
    return {"sign_in_seconds": left if left is not None and left <= WARNED_WITHIN else None}
