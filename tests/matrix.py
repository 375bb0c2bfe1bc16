"""The frame of the route × role matrix: who asks, and what they ask for.

What they may expect is written in tests/rows/, with the answers of tests/answers.py.
"""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from hub.accounts.choices import SCHOOL_ROLES, Role
from schools.models import Trust
from tests import rows
from tests.answers import ANONYMOUS, NO_ROLE, PEOPLE
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.schools import SchoolFactory, TrustFactory
from tests.sign_in import sign_in


# --- askers and what they ask for -------------------------------------------------------------
@dataclass
class World:
    """One account a role. The school roles are held at ``school``, which belongs to ``trust``."""

    trust: Trust
    users: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)
    written: set = field(default_factory=set)
    asker: "Asker" = field(default_factory=lambda: Asker())

    def __post_init__(self):
        self._password = make_password(PASSWORD)
        self.school = SchoolFactory(trust=self.trust)
        self.foreign_school = SchoolFactory()
        # Strangers own things too: somebody who may see nothing passes even a broken rule.
        self.stranger = make_user(Role.LEAD, scope={"school": self.foreign_school})
        self.colleague = make_user(Role.LEAD, scope={"school": self.school})
        for who in PEOPLE[1:]:
            user = self.users[who] = self._user(who)
            # Just now, so that the pages that ask to confirm who one is answer too.
            session = sign_in(Client(), user).session
            self.sessions[who] = {settings.SESSION_COOKIE_NAME: session.session_key}
            # Seen before: what a first request writes, each would write, for each is taken back.
            self.ask("get", who, reverse("account_inactive"))

    def _user(self, who):
        scope = {}
        if who in SCHOOL_ROLES:
            scope["school"] = self.school
        if who == Role.TRUST:
            scope["trust"] = self.trust
        roles = [] if who == NO_ROLE else [who]
        user = make_user(*roles, scope=scope, second_factor=True, password=None)
        user.password = self._password  # hashed once: that is the slow part of making people
        user.save(update_fields=["password"])
        return user

    def ask(self, method, who, url):
        """The status that somebody gets; a fault of ours is a 500, not an exception."""
        self.asker.cookies = SimpleCookie({} if who == ANONYMOUS else self.sessions[who])
        if method != "get":
            return getattr(self.asker, method)(url).status_code
        with connection.execute_wrapper(self._note):
            answer = self.asker.get(url)
        if answer.streaming:
            list(answer.streaming_content)  # read to its end, a file is closed
        return answer.status_code

    def _note(self, execute, sql, params, many, context):
        self.written.update(WRITTEN.findall(sql))
        return execute(sql, params, many, context)


class Asker(RequestFactory):
    """A test client that keeps no record of which templates were drawn with what: it is slow.

    One for all: each new one would load the whole middleware again.
    """

    def __init__(self):
        super().__init__()
        self._handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **request):
        return self._handler(self._base_environ(**request))


def new_world():
    """Everybody whom the matrix knows."""
    return World(trust=TrustFactory())


#: The table that a statement writes to. What a GET may write: sessions and when they were last
#: seen, counts of limits, and that something sensitive was read.
WRITTEN = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
A_GET_WRITES = {
    "django_session",
    "usersessions_usersession",
    "hub_cache",
    "api_tally",
    "trail_entry",
    "content_readcount",  # one more reading today, by nobody in particular
    "calendar_feedaddress",  # when a calendar program last came for it
    "schools_schoollook",  # when somebody last looked at the home page of their school
    "account_emailaddress",  # allauth makes up for an account that has none
}


# --- routes -----------------------------------------------------------------------------------
def routes():
    """{name: takes an object}, every route of the project, from the URLconf itself."""
    return {name: "<" in path for name, path, _ in _walk(get_resolver().url_patterns, [], "")}


def patterns():
    """[(name, URLPattern)] of every route."""
    return [(name, found) for name, _, found in _walk(get_resolver().url_patterns, [], "")]


def _walk(found, namespaces, prefix):
    for pattern in found:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner, path)
        else:
            yield ":".join([*namespaces, pattern.name]) if pattern.name else path, path, pattern


def address(route, world, who, *, foreign=False):
    """Where the route leads, for an object of one's own or a stranger's."""
    own, strange = rows.OBJECTS.get(route, (None, None))
    kwargs = (strange if foreign else own)(world, who) if own else {}
    return reverse(route, kwargs=kwargs)
