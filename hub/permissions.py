"""The doors: every list, page, template and API asks its right here. No rules in this module.

A right has a name and one function, which turns a user into a ``Q`` over the rows on which the
user holds it. The rules stand in each app's ``permissions.py``, loaded with the app.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.module_loading import autodiscover_modules
from rest_framework.permissions import BasePermission

# Never a bare Q(): ``Q() | other`` is ``other``.
EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Right:
    """One right: ``rule(user) -> Q``; ``public`` is what somebody signed out holds.

    ``second_factor``: pupils' names or money stand behind it, so it asks for a second factor.
    """

    name: str
    rule: Callable
    public: Q
    second_factor: bool

    def q(self, user):
        """The Q over the rows on which this user, signed in or not, holds the right."""
        if not (user and user.is_authenticated):
            return self.public
        return self.rule(user) if user.is_active else NOTHING


class SecondFactorNeeded(PermissionDenied):
    """The right is held, but its pages ask for a second factor that this person has not set up."""


rights: dict[str, Right] = {}


def right(name, *, public=NOTHING, second_factor=False):
    """Register the function below as the rule of the right ``app.verb_thing``."""

    def register(rule):
        if name in rights:
            raise ValueError(f"The right {name} is stated twice.")
        rights[name] = Right(name, rule, public, second_factor)
        return rule

    return register


def load():
    """Import every app's ``permissions.py``, where the rules stand."""
    autodiscover_modules("permissions")


class RightsQuerySet(QuerySet):
    """A queryset that can be narrowed to the rows on which a user holds a right."""

    def allowing(self, name, user):
        """Only the rows on which the user holds the right."""
        q = rights[name].q(user)
        if q == EVERYTHING:
            return self
        if q == NOTHING:
            return self.none()
        # By subquery: a join would repeat rows and quietly narrow every count annotated after it.
        return self.filter(pk__in=self.model._base_manager.filter(q).values("pk"))

    def with_right(self, name, user, *, as_):
        """Each row with the boolean ``as_``: does the user hold the right on it?"""
        held = self.model._base_manager.filter(rights[name].q(user)).values("pk")
        answer = Case(
            When(pk__in=held, then=True), default=Value(False), output_field=BooleanField()
        )
        return self.annotate(**{as_: answer})


def may(user, name, obj=None):
    """Does the user hold the right on this row, or (no row given) possibly on some row?"""
    q = rights[name].q(user)
    if q == NOTHING:
        return False
    if obj is None or q == EVERYTHING:
        return True
    return type(obj)._base_manager.filter(q, pk=obj.pk).exists()


def held_on(user, name, rows) -> list:
    """Those of some rows, all of one model, on which the user holds the right; one statement.

    For the page of a long list, where ``with_right`` may be reckoned for every row there is.
    """
    q = rights[name].q(user)
    if not rows or q in (EVERYTHING, NOTHING):
        return [*rows] if q == EVERYTHING else []
    asked = type(rows[0])._base_manager.filter(q, pk__in=[row.pk for row in rows])
    held = set(asked.order_by().values_list("pk", flat=True))
    return [row for row in rows if row.pk in held]


def require(user, name, obj=None):
    """Raise PermissionDenied unless ``may``; SecondFactorNeeded when only that is missing."""
    if not may(user, name, obj):
        raise PermissionDenied(name)
    if rights[name].second_factor and user.must_set_up_second_factor(sensitive=True):
        raise SecondFactorNeeded(name)


class RightsBackend:
    """Lets ``user.has_perm("app.verb_thing", row)`` ask the same registry."""

    def authenticate(self, request, **credentials):
        """Signs nobody in."""
        return None  # noqa: RET501  (Django asks every back end)

    def has_perm(self, user, name, obj=None):
        return name in rights and may(user, name, obj)


class RightsPermission(BasePermission):
    """Deny by default: a view's ``rights`` names one for each action (or method, where it has no

    actions); what is not named is refused. A method that the view has no handler for passes to
    its 405.
    """

    def has_permission(self, request, view):
        if not (request.user and request.user.is_authenticated):
            return False
        if request.user.must_set_up_second_factor():
            raise SecondFactorNeeded
        method = request.method.lower()
        if method == "options" or not hasattr(view, method):
            return True
        name = self._right(request, view)
        if name is None:
            return False
        require(request.user, name)
        return True

    def has_object_permission(self, request, view, obj):
        name = self._right(request, view)
        return name is not None and may(request.user, name, obj)

    @staticmethod
    def _right(request, view):
        method = request.method.lower()
        action = getattr(view, "action", None) or ("get" if method == "head" else method)
        return getattr(view, "rights", {}).get(action)
