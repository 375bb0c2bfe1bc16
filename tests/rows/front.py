"""The public home, everybody's homes, and the pages in the footer."""

from hub.accounts.choices import Role
from hub.home.areas import AREAS
from tests.answers import (
    FORM,
    MANAGERS,
    NO_ROLE,
    PUBLIC,
    Row,
    everybody,
    named,
    only,
    page,
    signed_in,
)

WRITERS = (Role.MANAGER, Role.EDITOR)


def _area_of(who):
    """Where somebody with this role is at home."""
    found = (area.key for area in AREAS.values() if who in area.roles)
    return {"key": next(found, "parent")}


ROWS = {
    "home:public": PUBLIC,
    "home:home": page(signed_in(302) | {NO_ROLE: 200}),
    "home:area": Row(
        # Carers have a home page of their own, to which theirs leads on.
        signed_in(200) | {NO_ROLE: 404, Role.CARER: 302},
        signed_in(405),
        signed_in(404),
        signed_in(405),
    ),
    "home:choose_area": FORM,
    "home:choose_school": FORM,
    "content:page": Row(everybody(200), everybody(405), everybody(404), everybody(405)),
    "content:index": page(only(*WRITERS)),
    "content:edit": Row(only(*WRITERS), only(*WRITERS, answer=422), signed_in(404), signed_in(404)),
    "content:versions": Row(only(*WRITERS), signed_in(405), signed_in(404), signed_in(405)),
    "content:version": Row(
        only(*WRITERS),
        only(*WRITERS, answer=302),
        only(*WRITERS, answer=404),
        only(*WRITERS, answer=404),
    ),
}

OBJECTS = {
    **dict.fromkeys(
        ["content:page", "content:edit", "content:versions"],
        named({"slug": "privacy"}, {"slug": "made-up"}),
    ),
    "content:version": named({"slug": "privacy", "number": 1}, {"slug": "privacy", "number": 99}),
    "home:area": (
        lambda world, who: _area_of(who),
        lambda world, who: {"key": "school" if who in MANAGERS else "manager"},
    ),
}
