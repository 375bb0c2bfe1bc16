"""Entering, changing and removing closures."""

from datetime import date

import pytest

from hub.calendar import closures
from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure
from hub.trail.models import Entry
from tests.factories.calendar import ClosureFactory

DAY = {"kind": ClosureKind.INSET, "starts_on": date(2027, 1, 4), "ends_on": date(2027, 1, 4)}


def test_a_closure_is_entered_and_stands_on_the_trail(lead, school):
    closure = closures.add(**DAY, words="First aid", school=school, by=lead)
    entry = Entry.objects.get()
    assert (closure.title, entry.action, entry.fields["starts_on"]["to"]) == (
        "INSET day: First aid",
        "added",
        "2027-01-04",
    )


def test_the_same_closure_twice_is_refused_in_a_sentence(lead, school):
    closures.add(**DAY, school=school, by=lead)
    with pytest.raises(closures.ClosureRefused, match="holds the same closure already"):
        closures.add(**DAY, school=school, by=lead)
    assert (Closure.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_change_counts_and_says_what_it_was(lead, school):
    closure = closures.add(**DAY, school=school, by=lead)
    changed = closures.change(closure=closure, by=lead, **(DAY | {"ends_on": date(2027, 1, 5)}))
    assert (changed.revision, Entry.objects.first().fields["ends_on"]) == (
        1,
        {"from": "2027-01-04", "to": "2027-01-05"},
    )


def test_the_same_values_again_change_nothing(lead, school):
    closure = closures.add(**DAY, school=school, by=lead)
    changed = closures.change(closure=closure, by=lead, **DAY)
    assert (changed.revision, Entry.objects.count()) == (0, 1)


def test_a_removed_closure_leaves_what_it_was_on_the_trail(lead, school):
    closure = closures.add(**DAY, school=school, by=lead)
    closures.remove(closure=closure, by=lead)
    assert (Closure.objects.count(), Entry.objects.first().fields["kind"]) == (
        0,
        {"from": "inset", "to": None},
    )


@pytest.mark.parametrize("verb", ["change", "remove"])
def test_nobody_changes_a_bank_holiday(verb, manager):
    closure = ClosureFactory(kind=ClosureKind.BANK_HOLIDAY)
    values = DAY if verb == "change" else {}
    with pytest.raises(closures.ClosureRefused, match="Bank holidays come with the portal"):
        getattr(closures, verb)(closure=closure, by=manager, **values)
