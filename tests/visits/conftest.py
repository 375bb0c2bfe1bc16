"""Who meets over a visit: an officer, a school with its lead, and a week in December 2026."""

import datetime

import pytest
import time_machine

from hub.calendar import wall_time
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit


@pytest.fixture
def in_november(db):
    """Noon of Thursday 26 November 2026, in the terms of a county."""
    make_year()
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


@pytest.fixture
def olive(in_november):
    """The officer who goes: made in that week, for a role of a later day is none yet."""
    return make_user("officer", name="Olive Osborne")


@pytest.fixture
def oakfield(db):
    """The school that is visited."""
    return SchoolFactory(name="Oakfield Primary School")


@pytest.fixture
def amy(in_november, oakfield):
    """Its music lead."""
    return make_user("lead", scope={"school": oakfield}, name="Amy Fairweather")


@pytest.fixture
def to_arrange(in_november, oakfield, olive, amy):
    """A visit of hers to the school that is to be arranged."""
    return make_visit(oakfield, officer=olive)


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak School")


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Ada Lead")


def at(day, hour=10, minute=0):
    """An instant of the wall clock: at("2026-12-08", 10)."""
    return wall_time.at(datetime.date.fromisoformat(day), datetime.time(hour, minute))


def span(day, hour=10, minutes=90):
    """(begins, ends) of a visit."""
    starts = at(day, hour)
    return starts, starts + datetime.timedelta(minutes=minutes)
