"""Sessions in the database, read in one statement with what is noted of their use.

Every page asks for both; ``hub.accounts.sessions`` says how long a session may go on.
"""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

#: What is read of the UserSession: all but its data, which nobody uses.
_NOTED = [each.attname for each in UserSession._meta.concrete_fields if each.name != "data"]
_BOTH = f"""
    SELECT session.session_key, session.session_data, session.expire_date,
        {", ".join(f'noted."{name}" AS "noted_{name}"' for name in _NOTED)}
    FROM "{Session._meta.db_table}" session
    LEFT JOIN "{UserSession._meta.db_table}" noted USING (session_key)
    WHERE session.session_key = %s AND session.expire_date > %s
    """  # noqa: S608  (names of our own columns; every value is a parameter)


class SessionStore(DatabaseStore):
    """``noted``: the UserSession of the session that was loaded, None before and without one."""

    noted = None

    @classmethod
    def get_model_class(cls):
        """Django's own table: only how it is read differs."""
        return Session

    def _get_session_from_db(self):
        rows = Session.objects.raw(_BOTH, [self.session_key, timezone.now()])
        row = next(iter(rows), None)
        if row is None:
            self._session_key = None
            return None
        if row.noted_id is not None:
            values = [getattr(row, f"noted_{name}") for name in _NOTED]
            self.noted = UserSession.from_db("default", _NOTED, values)
        return row
