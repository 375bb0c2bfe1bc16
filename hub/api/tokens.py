"""Personal tokens: made, revoked. Nothing outside this module makes one or ends one."""

import datetime
import hashlib
import secrets

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from hub.api import notices
from hub.api.models import AccessToken
from hub.trail.record import record

MARK = "mhp_"  # says whose it is, should it turn up in a repository or a log
SHOWN = len(MARK) + 6
MOST = 10


class TokenRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def digest(secret):
    """What is kept of a token. It is 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


@transaction.atomic
def make(*, name, scope, lifetime, by):
    """Make a token in the name of ``by`` that lives ``lifetime`` days.

    Returns (AccessToken, the secret, seen only this once). Its owner gets an e-mail about it.
    Raises TokenRefused for somebody who holds ten live ones.
    """
    # The owner's row is the lock: two clicks at once must not make an eleventh.
    get_user_model().objects.select_for_update().get(pk=by.pk)
    if by.tokens.live().count() >= MOST:
        raise TokenRefused(f"You have {MOST} tokens. Revoke one before you create another.")
    secret = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=by,
        name=name,
        scope=scope,
        expires_at=timezone.now() + datetime.timedelta(days=lifetime),
        prefix=secret[:SHOWN],
        digest=digest(secret),
    )
    record("made", token, by=by, changes={"name": ("", name), "scope": ("", scope)})
    notices.token_made(token)
    return token, secret


@transaction.atomic
def revoke(token, *, by, reason=""):
    """End a token at once; revoking it again changes nothing."""
    token = AccessToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        return token
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("revoked", token, by=by, reason=reason)
    return token


def revoke_all(user, *, by, reason=""):
    """End every live token of somebody who leaves. Returns how many there were."""
    live = list(user.tokens.live())
    for token in live:
        revoke(token, by=by, reason=reason)
    return len(live)
