"""The frame of the route × role matrix: who asks, which answers they may expect, what they ask.

The rows stand in tests/test_permissions.py. ``OBJECTS`` says which object a route is asked for:
one that the asker's own school, account or hub has (own), and one of strangers (foreign).
"""

import re
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.accounts.invitations import invite
from hub.api import tokens
from hub.home.areas import AREAS
from hub.messaging.models import Message
from hub.policy.models import LocalAuthority
from hub.reporting.models import ReportRun
from hub.trail.record import record
from schools.models import Trust
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.schools import SchoolFactory, TrustFactory
from tests.sign_in import sign_in

ANONYMOUS, NO_ROLE = "anonymous", "no role"
PEOPLE = [ANONYMOUS, NO_ROLE, *Role.values]
MANAGERS = (Role.MANAGER, Role.ADMIN)
STAFF = tuple(STAFF_ROLES)
SCHOOLS = (*SCHOOL_ROLES, Role.TRUST)


# --- answers ----------------------------------------------------------------------------------
def everybody(status):
    """The same answer for all, signed in or not."""
    return dict.fromkeys(PEOPLE, status)


def signed_in(status, anonymous=302):
    """One answer for whoever is signed in; others are asked to sign in."""
    return everybody(status) | {ANONYMOUS: anonymous}


def only(*roles, answer=200, others=403, anonymous=302):
    """``answer`` for these roles. ``others``: 403 for a page, 404 for what they may not know of."""
    return signed_in(others, anonymous) | dict.fromkeys(roles, answer)


@dataclass(frozen=True)
class Row:
    """What a route answers: ``get`` and ``post`` of one's own, and of strangers' objects."""

    get: dict
    post: dict
    foreign_get: dict | None = None
    foreign_post: dict | None = None


def page(get, post=None):
    """A page that is only looked at: a POST is refused (405) to whoever is signed in."""
    return Row(get, post or signed_in(405))


PUBLIC = Row(everybody(200), everybody(405))


# --- askers and what they ask for -------------------------------------------------------------
@dataclass
class World:
    """One account a role. The school roles are held at ``school``, which belongs to ``trust``."""

    trust: Trust
    users: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)
    written: set = field(default_factory=set)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

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
        # One client for all: each new one would load the whole middleware again.
        self.client.cookies = SimpleCookie()
        if who != ANONYMOUS:
            self.client.cookies.load(self.sessions[who])
        if method != "get":
            return getattr(self.client, method)(url).status_code
        with CaptureQueriesContext(connection) as asked:
            status = self.client.get(url).status_code
        self.written |= {table for each in asked for table in WRITTEN.findall(each["sql"])}
        return status


def new_world():
    """Everybody whom the matrix knows."""
    return World(trust=TrustFactory())


def _token_of(user):
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=user)
    return {"pk": token.pk}


def _run_of(user):
    run = ReportRun.objects.create(
        key="school-profile", title="School profile", format="pdf", requested_by=user
    )
    return {"pk": run.pk}


def _session_of(user):
    row = UserSession.objects.create(user=user, ip="127.0.0.1", session_key=uuid.uuid4().hex)
    return {"pk": row.pk}


def _passkey_of(user):
    row = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Phone"})
    return {"pk": row.pk}


def _message_to(user):
    row = Message.objects.create(to=user.email, to_user=user, subject="Hello", text="Hello")
    return {"pk": row.pk}


def _invitation_to(school):
    email = f"{uuid.uuid4().hex}@people.example"  # an address is invited to a role once
    return invite(email=email, role=Role.LEAD, school=school, by=None)


def _at_school(make):
    """For something at one's own school (the askers' school roles are there), and at another."""
    return (
        lambda world, who: make(world.school, world.colleague),
        lambda world, who: make(world.foreign_school, world.stranger),
    )


def _authority(code):
    return {"pk": LocalAuthority.objects.create(code=code, name=f"Authority {code}").pk}


def _each_their_own(make):
    """Who asks has one, and a stranger has one."""
    return (
        lambda world, who: make(world.users.get(who, world.users[Role.CARER])),
        lambda world, who: make(world.stranger),
    )


def _named(own, strange):
    """The same for everybody, by name; there need be nothing of the strange name."""
    return lambda world, who: own, lambda world, who: strange


def _area_of(who):
    """Where somebody with this role is at home."""
    found = (area.key for area in AREAS.values() if who in area.roles)
    return {"key": next(found, "parent")}


NOBODYS = 999_999_999
PERSON_ROUTES = ("sessions", "person", "deactivate", "reactivate", "second_factor", "sign_out")

#: Route: (kwargs of an object of one's own, kwargs of a stranger's); each a function of the world
#: and who asks (somebody signed out stands for a carer).
OBJECTS = {
    "account_end_session": _each_their_own(_session_of),
    "mfa_edit_webauthn": _each_their_own(_passkey_of),
    "mfa_remove_webauthn": _each_their_own(_passkey_of),
    "tokens:revoke": _each_their_own(_token_of),
    "reporting:new": _named({"key": "school-profile"}, {"key": "made-up"}),
    **dict.fromkeys(
        ["reporting:run", "reporting:state", "reporting:download", "reporting:again"],
        _each_their_own(_run_of),
    ),
    **dict.fromkeys(["messaging:message", "messaging:as_sent"], _each_their_own(_message_to)),
    **dict.fromkeys(
        ["content:page", "content:edit", "content:versions"],
        _named({"slug": "privacy"}, {"slug": "made-up"}),
    ),
    "content:version": _named({"slug": "privacy", "number": 1}, {"slug": "privacy", "number": 99}),
    **dict.fromkeys(
        ["schools:record", "schools:facts", "api:schools-detail"],
        (
            lambda world, who: {"pk": world.school.pk},
            lambda world, who: {"pk": world.foreign_school.pk},
        ),
    ),
    **dict.fromkeys(
        [f"people:{act}" for act in PERSON_ROUTES],
        _at_school(lambda school, person: {"pk": person.pk}),
    ),
    "people:session_end": _at_school(
        lambda school, person: {"pk": person.pk, "session_pk": _session_of(person)["pk"]}
    ),
    **dict.fromkeys(
        ["people:role_change", "people:role_end"],
        _at_school(lambda school, person: {"pk": person.grants.get().pk}),
    ),
    **dict.fromkeys(
        ["people:invitation_resend", "people:invitation_withdraw"],
        _at_school(lambda school, person: {"pk": _invitation_to(school)[0].pk}),
    ),
    "people:invite_to": _named({"role": "lead"}, {"role": "manager"}),
    "invitations:accept": (
        lambda world, who: {"token": _invitation_to(world.school)[1].rstrip("/").rsplit("/")[-1]},
        lambda world, who: {"token": "made-up"},
    ),
    "policy:authority_remove": (
        lambda world, who: _authority("919"),
        lambda world, who: {"pk": NOBODYS},
    ),
    "brand_logo": _named({"name": "made-up.png"}, {"name": "made-up-too.png"}),
    "trail:entry": (
        lambda world, who: {"pk": record("renamed", world.school, by=None).pk},
        lambda world, who: {"pk": NOBODYS},
    ),
    "home:area": (
        lambda world, who: _area_of(who),
        lambda world, who: {"key": "school" if who in MANAGERS else "manager"},
    ),
}


#: The table that a statement writes to. What a GET may write: sessions and when they were last
#: seen, counts of limits, and that something sensitive was read.
WRITTEN = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
A_GET_WRITES = {
    "django_session",
    "usersessions_usersession",
    "hub_cache",
    "api_tally",
    "trail_entry",
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
    own, strange = OBJECTS.get(route, (None, None))
    kwargs = (strange if foreign else own)(world, who) if own else {}
    return reverse(route, kwargs=kwargs)
