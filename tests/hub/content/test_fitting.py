"""Resources that fit a need, for the audit, visits and plans."""

import pytest

from hub.content.choices import Kind, Readers, State
from hub.content.fitting import fitting_resources
from hub.content.models import Topic
from tests.factories.accounts import make_user
from tests.factories.content import make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return make_user("lead")


def test_most_topics_first_then_the_phase_by_name_then_the_newest(lead):
    one = make_resource(topics=["singing"], days_ago=1)
    named = make_resource(topics=["singing"], phases=["primary", "special"], days_ago=9)
    older = make_resource(topics=["singing"], days_ago=5)
    both = make_resource(topics=["singing", "staff"], days_ago=99)
    make_resource(topics=["lessons"])
    make_resource(topics=["singing"], phases=["secondary"])
    found = fitting_resources(topics=["singing", "staff"], phase="primary", user=lead)
    assert found == [both, named, one, older]


def test_nothing_that_is_not_out_and_no_news(lead):
    make_resource(topics=["singing"], state=State.DRAFT)
    make_resource(topics=["singing"], state=State.ARCHIVED)
    make_resource(topics=["singing"], days_ago=-1)
    make_resource(topics=["singing"], kind=Kind.NEWSLETTER)
    assert fitting_resources(topics=["singing"], user=lead) == []
    assert fitting_resources(topics=["singing"], user=make_user("editor")) == []


def test_everybody_gets_what_they_may_read(lead):
    kept = make_resource(topics=["singing"], readers=Readers.SCHOOLS)
    assert fitting_resources(topics=["singing"], user=lead) == [kept]
    assert fitting_resources(topics=["singing"], user=make_user("carer")) == []
    assert fitting_resources(topics=["singing"], user=None) == []


@pytest.mark.parametrize("topics", [[], ["made-up"], ["x" * 300]])
def test_topics_that_there_are_not_give_nothing(lead, topics):
    make_resource(topics=["singing"])
    assert fitting_resources(topics=topics, user=lead) == []


def test_a_phase_that_is_not_known_leaves_nothing_out(lead):
    kept = make_resource(topics=["singing"], phases=["secondary"])
    assert fitting_resources(topics=["singing"], phase="not-known", user=lead) == [kept]


@pytest.mark.parametrize("rows", [1, 30])
def test_one_statement_and_no_more_than_asked_for(rows, lead, django_assert_num_queries):
    for _ in range(rows):
        make_resource(topics=["singing", "staff"])
    _ = lead.live_grants  # read once for each request
    topics = list(Topic.objects.filter(key__in=["singing", "staff"]))
    with django_assert_num_queries(1):
        found = fitting_resources(topics=topics, phase="primary", user=lead, limit=3)
    assert len(found) == min(rows, 3)
