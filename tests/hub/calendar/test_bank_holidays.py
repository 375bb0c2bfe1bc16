"""Bank holidays: from the library's file, kept in step with the years that have terms."""

import socket
from datetime import date

import pytest
import requests

from hub.calendar import bank_holidays, sweeps
from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure
from tests.factories.calendar import ClosureFactory, make_year


@pytest.fixture
def no_way_out(monkeypatch):
    """Whoever opens a socket or asks for an address fails."""

    def refuse(*args, **kwargs):
        raise AssertionError("asked the network")

    monkeypatch.setattr(requests, "get", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    bank_holidays.england.cache_clear()
    yield
    bank_holidays.england.cache_clear()


def test_they_come_from_the_librarys_file_without_a_call(no_way_out):
    known = bank_holidays.england()
    assert (known[date(2026, 12, 28)], known[date(2027, 3, 29)], bank_holidays.known_until()) == (
        "Boxing Day",
        "Easter Monday",
        date(2028, 12, 31),
    )


def test_scotlands_are_not_englands():
    assert date(2027, 1, 4) not in bank_holidays.england()


def listed():
    rows = Closure.objects.filter(kind=ClosureKind.BANK_HOLIDAY)
    return [(row.starts_on.isoformat(), row.words) for row in rows]


def test_a_year_with_terms_has_its_bank_holidays(db):
    make_year()
    assert bank_holidays.keep_in_step() == (8, 0)
    assert listed() == [
        ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day"),
        ("2027-01-01", "New Year’s Day"),
        ("2027-03-26", "Good Friday"),
        ("2027-03-29", "Easter Monday"),
        ("2027-05-03", "Early May bank holiday"),
        ("2027-05-31", "Spring bank holiday"),
        ("2027-08-30", "Summer bank holiday"),
    ]


def test_a_second_run_changes_nothing(db):
    make_year()
    bank_holidays.keep_in_step()
    assert (bank_holidays.keep_in_step(), sweeps.keep_bank_holidays_in_step()) == (
        (0, 0),
        "0 added, 0 removed",
    )


def test_a_day_that_is_none_any_more_goes_and_other_closures_stay(db):
    make_year()
    bank_holidays.keep_in_step()
    ClosureFactory(kind=ClosureKind.BANK_HOLIDAY, starts_on=date(2027, 5, 10))
    ClosureFactory(starts_on=date(2027, 5, 10))
    assert (bank_holidays.keep_in_step(), Closure.objects.count()) == ((0, 1), 9)
