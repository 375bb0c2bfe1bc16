"""A family with lessons: two children, a carer who books, one of whom the place is kept."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine

from hub.calendar.years import AcademicYear
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import CarerLinkFactory, make_carer, make_child
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_school_venue
from tests.tuition.after.rounds import MAY
from tuition.after import continuing

YEAR = AcademicYear(2026)


@pytest.fixture
def in_november(db):
    """Noon of Thursday 26 November 2026, in the terms of a county."""
    make_year()
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


@pytest.fixture
def tina(in_november):
    """A tutor."""
    return make_user("tutor", name="Tina Tutor", email="tina@hub.example")


@pytest.fixture
def office(in_november):
    """Somebody of the office."""
    return make_user("office", name="Oona Office")


@pytest.fixture
def family(in_november):
    """``parent`` books for both children; ``other`` sees one of them, and not where."""
    school = SchoolFactory(name="Oakfield Primary School")
    parent, other = make_carer(), make_carer()
    mia = make_child(parent, first_name="Mia", last_name="Miller", school=school)
    ben = make_child(parent, first_name="Ben", last_name="Miller", school=school)
    CarerLinkFactory(carer=other, pupil=mia, may_book=False, pays=False, restriction="whereabouts")
    return SimpleNamespace(parent=parent, other=other, mia=mia, ben=ben, school=school)


@pytest.fixture
def strings(family, tina):
    """A group at the school of the children, on Wednesdays at four."""
    return ProvisionFactory(
        year=YEAR,
        title="Oakfield strings",
        venue=make_school_venue(family.school),
        tutor=tina,
        starts_on=datetime.date(2026, 9, 2),
        ends_on=datetime.date(2027, 7, 21),
    )


@pytest.fixture
def place(family, strings):
    """Mia's place in it."""
    return EnrolmentFactory(pupil=family.mia, provision=strings)


@pytest.fixture
def round_(place, office):
    """Everybody with a place is asked whether they continue, until 28 May."""
    return continuing.open_round(year=YEAR, closes_on=MAY, by=office)
