"""Private addresses of calendars: made, renewed, stopped, found. Nothing else makes or ends one."""

import hashlib
import secrets

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from hub.calendar.models import FeedAddress
from hub.trail.record import record


class FeedRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def digest(token):
    """What is kept of an address. It is 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_of(user) -> FeedAddress | None:
    """The address that works for this person now."""
    return FeedAddress.objects.live().filter(user=user).first()


@transaction.atomic
def make(*, by, replaces=None):
    """Give ``by`` a private address; the one that they had stops.

    ``replaces``: the key of that one, as the form knew it: sent twice, the form makes one address.
    Returns (FeedAddress, the token, seen only this once). Raises FeedRefused when another address
    works than the form knew of.
    """
    # The owner's row is the lock: two clicks at once must not end each other's address.
    get_user_model().objects.select_for_update().get(pk=by.pk)
    standing = live_of(by)
    if (standing.pk if standing else None) != replaces:
        raise FeedRefused(
            "You made an address a moment ago, and it works. If you have not copied it, go back "
            "and make a new one."
        )
    if standing is not None:
        _stop(standing, by=by)
    token = secrets.token_urlsafe(32)
    address = FeedAddress.objects.create(user=by, digest=digest(token))
    record("made", address, by=by)
    return address, token


@transaction.atomic
def stop(*, user, by, reason=""):
    """End the person's address at once; without one, nothing happens."""
    standing = FeedAddress.objects.live().filter(user=user).select_for_update().first()
    if standing is not None:
        _stop(standing, by=by, reason=reason)


def found(token) -> FeedAddress | None:
    """The live address of an active account that this token opens, else None."""
    live = FeedAddress.objects.live().select_related("user")
    return live.filter(digest=digest(token), user__is_active=True).first()


def note_fetch(address):
    """Note that a calendar program came for it."""
    FeedAddress.objects.filter(pk=address.pk).update(fetched_at=timezone.now())


def _stop(address, *, by, reason=""):
    address.stopped_at = timezone.now()
    address.save(update_fields=["stopped_at"])
    record("stopped", address, by=by, reason=reason)
