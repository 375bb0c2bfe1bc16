"""A school with a lead and a head, and a lead of another one."""

import pytest

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak School")


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Ada Lead")


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school}, name="Hetty Head")


@pytest.fixture
def stranger(db):
    """A lead of another school, with a plan of their own."""
    return make_user("lead", scope={"school": SchoolFactory(name="Ash School")}, name="Sam Other")
