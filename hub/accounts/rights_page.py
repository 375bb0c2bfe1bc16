"""Every right of the portal in words: what docs/permissions.md says."""

from django.apps import apps

from hub import permissions
from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.accounts.models import RoleGrant, User

HEAD = """# Who may do what

This page is written by `manage.py permissions` from the rights in the apps' `permissions.py`; a
test fails when it is out of date. A right holds on every row, on some (their own, their school's,
their region's: the words of the right say which), or on none. Whoever is not named holds it on
none. Lists, pages, templates and the API all ask these rights (docs/decisions/0002-rights.md);
which answer each role gets from each address is in `tests/rows/`.
"""
EVERY, SOME, NONE = "every", "some", "none"


def page():
    """The whole page, as Markdown."""
    permissions.load()
    by_app = {}
    for name in sorted(permissions.rights):
        by_app.setdefault(name.split(".")[0], []).append(permissions.rights[name])
    return HEAD + "".join(_section(app, rights) for app, rights in by_app.items())


def _section(app, rights):
    lines = [f"\n## {apps.get_app_config(app).verbose_name}\n"]
    for right in rights:
        lines += [f"### `{right.name}`", "", _words(right), ""]
        lines += [f"- {line}" for line in _holders(right)]
        lines.append("")
    return "\n".join(lines)


def _words(right):
    """The rule's own docstring, as one paragraph."""
    return " ".join((right.rule.__doc__ or "").split())


def _holders(right):
    by_reach = {EVERY: [], SOME: [], NONE: []}
    for role in Role:
        found = reach(right.q(_holder_of(role)))
        by_reach[found].append(f"`{role}`{_in_a_region(right, role, found)}")
    for found, words in ((EVERY, "Every row"), (SOME, "Some rows")):
        if by_reach[found]:
            all_of_them = len(by_reach[found]) == len(Role)
            yield f"{words}: {'every role' if all_of_them else ', '.join(by_reach[found])}"
    if (without := reach(right.q(_holder_of(None)))) != NONE:
        yield f"Signed in without a role: {without} rows"
    if (public := reach(right.public)) != NONE:
        yield f"Signed out: {public} rows"
    if right.second_factor:
        yield "Asks for a second factor"


def _in_a_region(right, role, found):
    """What differs for an officer who is bound to a region."""
    if role != Role.OFFICER:
        return ""
    there = reach(right.q(_holder_of(role, region_id=1)))
    return "" if there == found else f" (bound to a region: {there})"


def _holder_of(role, **place):
    """Somebody who holds the role, and nothing in the database."""
    user = User(pk=1, email="somebody@example.invalid")
    if role in SCHOOL_ROLES:
        place["school_id"] = 1
    if role == Role.TRUST:
        place["trust_id"] = 1
    user.live_grants = [RoleGrant(user=user, role=role, **place)] if role else []
    return user


def reach(q):
    """Whether a Q holds on every row, on some or on none, as far as it says so itself."""
    parts = {_reach_of(child) for child in q.children} or {EVERY}
    winner, loser = (EVERY, NONE) if q.connector == q.OR else (NONE, EVERY)
    found = winner if winner in parts else SOME
    if parts == {loser}:
        found = loser
    return {EVERY: NONE, NONE: EVERY}.get(found, SOME) if q.negated else found


def _reach_of(child):
    if not isinstance(child, tuple):
        return reach(child)
    lookup, value = child
    if child == permissions.EVERYTHING.children[0]:
        return EVERY
    is_empty = isinstance(value, list | tuple | set | frozenset) and not value
    return NONE if lookup.endswith("__in") and is_empty else SOME
