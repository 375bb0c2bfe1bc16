"""Who meets at the office's desk: a family of two carers, and those who look after them."""

import pytest

from tests.factories.accounts import make_user
from tests.factories.people import CarerFactory, CarerLinkFactory, PupilFactory, make_carer
from tests.factories.schools import SchoolFactory


@pytest.fixture
def office(db):
    """Somebody of the office, who has set up a second factor."""
    return make_user("office", name="Olga Office", second_factor=True)


@pytest.fixture
def finance(db):
    """Somebody of finance."""
    return make_user("finance", name="Fred Finance", second_factor=True)


@pytest.fixture
def larch(db):
    """A school."""
    return SchoolFactory(name="Larch Primary School")


@pytest.fixture
def robin(larch):
    """A child of Year 4 at that school."""
    return PupilFactory(first_name="Robin", last_name="Maple", school=larch)


@pytest.fixture
def mother(robin):
    """Robin's mother, with an account."""
    carer = make_carer(postcode="WX7 3QT")
    CarerLinkFactory(carer=carer, pupil=robin)
    return carer


@pytest.fixture
def father(robin):
    """Robin's father, without an account, in a household of his own."""
    carer = CarerFactory(name="Frédéric Maple", email="fred@homes.example", street="9 Far Road")
    CarerLinkFactory(carer=carer, pupil=robin, relationship="father", pays=False)
    return carer


@pytest.fixture
def as_office(client, office):
    """The client of the office."""
    client.force_login(office)
    return client


@pytest.fixture
def as_finance(client, finance):
    """The client of finance."""
    client.force_login(finance)
    return client
