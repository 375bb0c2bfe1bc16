"""A family, a group of violins, and lessons to be arranged."""

import pytest

from hub.calendar.years import AcademicYear
from hub.policy import values
from hub.policy.models import PolicyRow
from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import PriceFactory, ProvisionFactory, make_lessons


@pytest.fixture
def prices(db):
    """The terms of the year and what a place in a group costs."""
    make_year()
    return PriceFactory()


@pytest.fixture
def parent(db):
    """A carer with an account."""
    return make_carer()


@pytest.fixture
def child(parent):
    """A child of Year 4 for whom the parent books."""
    return make_child(parent, first_name="Ada")


@pytest.fixture
def group(db):
    """Three places on Wednesdays at four, for Years 3 to 6."""
    return ProvisionFactory()


@pytest.fixture
def lessons(db):
    """Individual lessons to be arranged."""
    return make_lessons()


@pytest.fixture
def set_rule(db):
    """``set_rule(key, value)``: what the hub says from this academic year on."""

    def change(key, to):
        PolicyRow.objects.create(key=key, year=AcademicYear.current(), value=to)
        values.forget()

    return change
