"""Who may get which answer from a route, and how rows of the matrix (tests/rows/) are written.

302 sends to sign-in (or onward), 403 is seen but not yours to do, 404 is not yours to know of, 405
is a page that is only looked at, 422 an empty form that was sent.
"""

from dataclasses import dataclass

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role

ANONYMOUS, NO_ROLE = "anonymous", "no role"
PEOPLE = [ANONYMOUS, NO_ROLE, *Role.values]
MANAGERS = (Role.MANAGER, Role.ADMIN)
STAFF = tuple(STAFF_ROLES)
SCHOOLS = (*SCHOOL_ROLES, Role.TRUST)


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
#: A page for whoever is signed out, and one that leads on where there is nothing to do.
SIGN_IN_FORM = Row(signed_in(302, anonymous=200), signed_in(302, anonymous=422))
ONWARD = Row(everybody(302), everybody(302))
#: A form for whoever is signed in.
FORM = Row(signed_in(200), signed_in(422))
DEMO_ONLY = Row(everybody(404), everybody(405), everybody(404), everybody(405))


def only_looked_at(row):
    """The same row for a page that takes no POST."""
    return Row(row.get, signed_in(405), row.foreign_get, signed_in(405))


def only_sent(row):
    """The same row for an address that takes nothing but POST."""
    return Row(signed_in(405), row.post, signed_in(405), row.foreign_post)


# --- the objects that a route is asked for: (one of one's own, one of strangers) ---------------
def at_school(make):
    """For something at one's own school (the askers' school roles are there), and at another."""
    return (
        lambda world, who: make(world.school, world.colleague),
        lambda world, who: make(world.foreign_school, world.stranger),
    )


def each_their_own(make):
    """Who asks has one, and a stranger has one."""
    return (
        lambda world, who: make(world.users.get(who, world.users[Role.CARER])),
        lambda world, who: make(world.stranger),
    )


def named(own, strange):
    """The same for everybody, by name; there need be nothing of the strange name."""
    return lambda world, who: own, lambda world, who: strange


NOBODYS = 999_999_999
