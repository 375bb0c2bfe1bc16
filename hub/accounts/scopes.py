"""What a role can be bound to. The app that owns schools, trusts and regions registers them.

hub/ knows none of its apps: each registers, in its ``scopes.py``, how its rows are found.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules

from hub.accounts.choices import SCHOOL_ROLES, Role

#: The foreign keys on role grants and invitations, of which at most one is set.
FIELDS = ("school", "trust", "region")


@dataclass(frozen=True)
class Scope:
    """One kind of thing a role is bound to.

    ``field``: the foreign key on role grants and invitations. ``key``: what people call its
    reference ("URN"). ``find(text)``: the row with exactly this reference, open or not, or None.
    ``open()``: the rows at which a role can be given now. ``search(text)``: those of them whose
    reference or name holds the text, best first. ``box``: a form field that takes one of them by
    name or reference, and offers those of its ``queryset``.
    """

    field: str
    key: str
    find: Callable[[str], Model | None]
    open: Callable[[], QuerySet]
    search: Callable[[str], QuerySet]
    box: type | None = None


_scopes: dict[str, Scope] = {}


def register(scope):
    """Say how the rows of one kind are found."""
    _scopes[scope.field] = scope


def scope_of(field):
    """The registered Scope of ``school``, ``trust`` or ``region``."""
    if field not in _scopes:
        autodiscover_modules("scopes")
    return _scopes[field]


def field_for(role):
    """The scope that a role is bound to, or None: only an officer's region may be left open."""
    if role in SCHOOL_ROLES:
        return "school"
    return {Role.TRUST: "trust", Role.OFFICER: "region"}.get(role)


def is_open(field, row):
    """Can a role be given there now? A school that closed cannot have a new lead."""
    return scope_of(field).open().filter(pk=row.pk).exists()
