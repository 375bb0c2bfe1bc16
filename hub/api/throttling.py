"""How often the API may be asked: by address when signed out, by token and by user otherwise.

Counted in PostgreSQL, one statement a count, so that limits hold with Redis gone and against many
questions at once. A window is one minute by the database server's clock.
"""

from allauth.core.internal.ratelimit import get_ip
from django.db import connection
from rest_framework.throttling import BaseThrottle

WINDOW_SECONDS = 60
_COUNT = """
    WITH clock AS (SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS now)
    INSERT INTO api_tally AS t (key, "window", calls)
    SELECT %s, now - now %% %s, 1 FROM clock
    ON CONFLICT (key) DO UPDATE
       SET calls = CASE WHEN t."window" = excluded."window" THEN t.calls + 1 ELSE 1 END,
           "window" = excluded."window"
    RETURNING calls, %s - (SELECT now %% %s FROM clock)
"""


def count(key):
    """(how often ``key`` was counted in this minute, seconds until the next one begins)."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key[:80], WINDOW_SECONDS, WINDOW_SECONDS, WINDOW_SECONDS])
        return cursor.fetchone()


class MinuteThrottle(BaseThrottle):
    """Allows ``limit`` requests a minute for what ``key`` returns; None is not limited."""

    limit: int
    _wait = None

    def key(self, request):
        """Whom or what to count, or None."""
        raise NotImplementedError

    def allow_request(self, request, view):
        """Count this request. Is it within the limit?"""
        key = self.key(request)
        if key is None:
            return True
        calls, self._wait = count(key)
        return calls <= self.limit

    def wait(self):
        """Seconds for the Retry-After header."""
        return self._wait


class AddressThrottle(MinuteThrottle):
    """Whoever is signed out or sends a wrong token, by address (allauth knows our proxies).

    A right token is never held up by its neighbours' wrong ones: a school is one address, and 256
    random bits are not found by trying.
    """

    limit = 60

    def key(self, request):
        return None if request.user.is_authenticated else f"address:{get_ip(request)}"


class TokenThrottle(MinuteThrottle):
    """Each token on its own."""

    limit = 300

    def key(self, request):
        return f"token:{request.auth.pk}" if request.auth else None


class UserThrottle(MinuteThrottle):
    """A person, over all their tokens and browsers together."""

    limit = 600

    def key(self, request):
        return f"user:{request.user.pk}" if request.user.is_authenticated else None
