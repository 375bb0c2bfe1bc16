"""Entering, changing and removing days without lessons. Everything goes on the trail."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction

from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure
from hub.trail.record import record

_FIELDS = ("kind", "starts_on", "ends_on", "words")


class ClosureRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def add(*, kind, starts_on, ends_on, words="", by, school=None) -> Closure:
    """Enter a closure of the hub or of one school. Raises ClosureRefused when it is there already.

    The caller has asked whether hub or school may close for this reason (``choices.HUB_KINDS``).
    """
    closure = Closure(school=school, kind=kind, starts_on=starts_on, ends_on=ends_on, words=words)
    with _once():
        closure.save()
        record("added", closure, by=by, changes=_changes(closure, {}))
    return closure


def change(*, closure, kind, starts_on, ends_on, words="", by) -> Closure:
    """Change a closure; the same values again change nothing.

    Raises ClosureRefused for a bank holiday, and when another closure says the same already.
    """
    new = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on, "words": words}
    with _once():
        closure = _locked(closure)
        before = {field: getattr(closure, field) for field in _FIELDS}
        if before == new:
            return closure
        for field, value in new.items():
            setattr(closure, field, value)
        closure.touch()
        closure.save()
        record("changed", closure, by=by, changes=_changes(closure, before))
    return closure


@transaction.atomic
def remove(*, closure, by):
    """Take a closure off the calendar. Raises ClosureRefused for a bank holiday."""
    closure = _locked(closure)
    gone = {field: (getattr(closure, field), None) for field in _FIELDS}
    record("removed", closure, by=by, changes=gone | _whose(closure))
    closure.delete()


def _locked(closure):
    closure = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    if closure.kind == ClosureKind.BANK_HOLIDAY:
        raise ClosureRefused("Bank holidays come with the portal and stay as they are.")
    return closure


@contextmanager
def _once():
    """A transaction whose unique constraint, when it refuses, says so in a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ClosureRefused("The calendar holds the same closure already.") from error


def _changes(closure, before):
    return _whose(closure) | {
        field: (before.get(field), getattr(closure, field))
        for field in _FIELDS
        if before.get(field) != getattr(closure, field)
    }


def _whose(closure):
    return {} if closure.school is None else {"school": ("", str(closure.school))}
