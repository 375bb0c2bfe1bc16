"""The office, a group with one place, and those who want it."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from hub.calendar.years import AcademicYear
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, PriceFactory, ProvisionFactory

YEAR = AcademicYear(2026)


@pytest.fixture
def in_november(db):
    """Noon of Thursday 26 November 2026, in the terms of a county."""
    make_year()
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


@pytest.fixture
def office(in_november):
    """Somebody of the office."""
    return make_user("office", name="Oona Office")


@pytest.fixture
def group(in_november):
    """A violin group of 2026/27 with one place, £8 a lesson."""
    PriceFactory(year=YEAR)
    return ProvisionFactory(year=YEAR, capacity=1)


def waiting(group, days, **fields):
    """A child of a carer who has waited for so many days."""
    child = make_child(make_carer(), **fields.pop("pupil", {}))
    since = timezone.now() - datetime.timedelta(days=days)
    fields = {"state": "waiting", "confirmed_at": None} | fields
    return EnrolmentFactory(provision=group, pupil=child, applied_at=since, **fields)


@pytest.fixture
def queue(group):
    """Two who wait, the first longer."""
    return [waiting(group, 100), waiting(group, 10)]
