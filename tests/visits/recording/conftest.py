"""A visit that its officer has begun to record, and the lead of its school."""

import pytest
from django.db import transaction

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit
from visits.choices import VisitState
from visits.recording import keeping


@pytest.fixture
def school(db):
    return SchoolFactory(name="Own School")


@pytest.fixture
def officer(db, client):
    """The officer who goes there, signed in on the client."""
    user = make_user("officer", name="Olive Officer")
    client.force_login(user)
    return user


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Ada Lead")


@pytest.fixture
def visit(school, officer):
    """A visit that took place a week ago."""
    with transaction.atomic():
        return make_visit(school, state=VisitState.DONE, officer=officer)


@pytest.fixture
def record(visit, officer):
    return keeping.begin(visit=visit, by=officer)
