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

    def seconds_to_wait(self, request):
        """Count this request; None when it is within the limit, else seconds until it would be."""
        key = self.key(request)
        if key is None:
            return None
        calls, rest = count(key)
        return rest if calls > self.limit else None

    def allow_request(self, request, view):
        """Asked by DRF before the view runs."""
        self._wait = self.seconds_to_wait(request)
        return self._wait is None

    def wait(self):
        """Seconds for the Retry-After header."""
        return self._wait


class AddressThrottle(MinuteThrottle):
    """Whoever is signed out, by address (allauth knows which proxies to believe)."""

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


class BadTokenThrottle(MinuteThrottle):
    """Wrong tokens, by address."""

    limit = 20

    def key(self, request):
        return f"bad-token:{get_ip(request)}"
