"""A school with a music lead, and a pupil there whose carer agreed that it knows."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine

from hub.calendar.years import AcademicYear
from hub.people.models import Consent
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_school_venue

YEAR = AcademicYear(2026)


@pytest.fixture
def in_november(db):
    """Noon of Thursday 26 November 2026, in the terms of a county."""
    make_year()
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


@pytest.fixture
def oak(in_november):
    """The school: its lead, its head, a carer with a child there, a group there."""
    school = SchoolFactory(name="Oakfield Primary School")
    carer = make_carer()
    child = make_child(carer, first_name="Mia", last_name="Miller", school=school)
    Consent.objects.create(pupil=child, kind="school")
    group = ProvisionFactory(
        year=YEAR,
        title="Oakfield strings",
        venue=make_school_venue(school),
        starts_on=datetime.date(2026, 9, 2),
        ends_on=datetime.date(2027, 7, 21),
    )
    return SimpleNamespace(
        school=school,
        lead=make_user("lead", scope={"school": school}, second_factor=True),
        head=make_user("head", scope={"school": school}, second_factor=True),
        carer=carer,
        child=child,
        group=group,
        url=f"/lessons/schools/{school.pk}/",
    )


@pytest.fixture
def place(oak):
    """The child's place in another group."""
    group = ProvisionFactory(year=YEAR, venue=oak.group.venue)
    return EnrolmentFactory(pupil=oak.child, provision=group, wishes="Not on Fridays")
