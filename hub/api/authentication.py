"""Who calls the API: a personal token, which is asked for first, or a signed-in browser.

A token that opens nothing any more answers 401 even where the browser is signed in.
"""

import datetime
import re

from django.db.models import Q
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS

from hub.api import tokens
from hub.api.models import AccessToken

_SHAPE = re.compile(rb"\A[A-Za-z0-9_-]{20,100}\Z")
_USED_AT_MOST_EVERY = datetime.timedelta(minutes=1)


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer mhp_…``"""

    keyword = b"bearer"

    def authenticate(self, request):
        """(user, token), or None when no token was sent. Asks anew at each request who may."""
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != self.keyword:
            return None
        token = self._live_token(secret.strip())
        if token is None:
            raise AuthenticationFailed("This token is not valid, or not any more.")
        if not token.writes and request.method not in SAFE_METHODS:
            raise PermissionDenied("This token can read only.")
        self._mark_used(token)
        return token.user, token

    def authenticate_header(self, request):
        """Makes DRF answer 401, and not 403, to whoever is signed out."""
        return 'Bearer realm="api"'

    @staticmethod
    def _live_token(secret):
        """The token, when it and its owner's account and at least one role are alive."""
        if not _SHAPE.match(secret):
            return None
        found = AccessToken.objects.live().select_related("user")
        token = found.filter(digest=tokens.digest(secret.decode("ascii"))).first()
        # live_roles is empty for an account that was deactivated.
        return token if token and token.user.live_roles else None

    @staticmethod
    def _mark_used(token):
        now = timezone.now()
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _USED_AT_MOST_EVERY)
        if token.last_used_at is None or token.last_used_at < now - _USED_AT_MOST_EVERY:
            AccessToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
