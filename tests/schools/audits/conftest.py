"""A school with its lead and head, and its audit."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user
from tests.factories.audits import open_audit
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory(name="Own School")


@pytest.fixture
def lead(school, client):
    """The school's music lead, signed in on the client."""
    user = make_user("lead", scope={"school": school}, name="Ada Lead")
    client.force_login(user)
    return user


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school}, name="Hal Head")


@pytest.fixture
def audit(school, lead):
    """An audit that the lead has begun."""
    return open_audit(school, by=lead)


@pytest.fixture
def url():
    """``url(name, audit, …)``: the address of a page of an audit."""
    return lambda name, audit, *more: reverse(
        f"schools:audit_{name}", args=[audit.school_id, audit.year, *more]
    )
