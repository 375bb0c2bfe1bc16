"""Who meets in the calendar."""

import datetime

import pytest
import time_machine

from hub.calendar.choices import Season
from hub.calendar.models import Term
from tests.factories.accounts import make_user
from tests.factories.calendar import dates_of, make_year
from tests.factories.schools import SchoolFactory


@pytest.fixture
def in_november():
    """A day in the autumn term of 2026/27."""
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


@pytest.fixture
def year_2026(db):
    """The hub's terms of 2026/27."""
    return make_year()


@pytest.fixture
def school(db):
    """Oak Primary."""
    return SchoolFactory(name="Oak Primary")


@pytest.fixture
def lead(school):
    """Its music lead."""
    return make_user("lead", scope={"school": school})


@pytest.fixture
def as_manager(client, manager):
    """A browser in which a manager is signed in."""
    client.force_login(manager)
    return client


@pytest.fixture
def as_lead(client, lead):
    """A browser in which the lead of Oak Primary is signed in."""
    client.force_login(lead)
    return client


def boxes(name, day):
    """A date as its three boxes send it."""
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def typed_terms(*seasons, **changes):
    """The form of term dates as sent: those of 2026/27, but for ``autumn_ends_on="2026-12-22"``."""
    data = {}
    for season in seasons or Season:
        for field, day in dates_of(season).items():
            name = f"{season}_{field}"
            data |= boxes(name, changes.get(name, day))
    return data


def dates_in_database(**where):
    """[(season, first, last)] of the terms in the database."""
    rows = Term.objects.filter(**where)
    return [(row.season, row.starts_on.isoformat(), row.ends_on.isoformat()) for row in rows]
