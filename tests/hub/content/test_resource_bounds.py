"""How much the lists of resources ask the database."""

import pytest
from django.urls import reverse

from hub.content.choices import State
from hub.content.models import Series, Topic
from tests.factories.accounts import make_user
from tests.factories.content import make_resource
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("editor")


def several(rows, **fields):
    series = Series.objects.create(title="Singing together")
    for number in range(1, rows + 1):
        make_resource(topics=["singing"], series=series, episode=number, **fields)
    return series


@pytest.mark.query_bound("resources:list")
@pytest.mark.parametrize("rows", [1, 15])
@pytest.mark.parametrize(
    "query", ["", "?q=singing", "?sort=read", "?topic=singing&phase=primary&sort=title"]
)
def test_the_public_list(rows, query, client, django_assert_max_num_queries):
    several(rows)
    with django_assert_max_num_queries(6):
        client.get(reverse("resources:list") + query)


@pytest.mark.query_bound("resources:series")
@pytest.mark.parametrize("rows", [1, 15])
def test_the_items_of_a_series(rows, client, django_assert_max_num_queries):
    series = several(rows)
    with django_assert_max_num_queries(4):
        client.get(series.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 15])
def test_one_resource_among_many(rows, client, django_assert_max_num_queries):
    several(rows)
    resource = make_resource(topics=["singing"])
    with django_assert_max_num_queries(5):  # settings, itself, topics, counting, what fits
        client.get(resource.get_absolute_url())


@pytest.mark.query_bound("resources:desk")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_editors_list(rows, client, editor, django_assert_max_num_queries):
    several(rows, state=State.DRAFT)
    sign_in(client, editor).get(reverse("resources:desk"))
    with django_assert_max_num_queries(12):
        client.get(reverse("resources:desk"))


@pytest.mark.query_bound("resources:topics")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_topics(rows, client, editor, django_assert_max_num_queries):
    for number in range(rows):
        Topic.objects.create(key=f"topic-{number}", name=f"Topic {number}")
    sign_in(client, editor).get(reverse("resources:topics"))
    with django_assert_max_num_queries(10):
        client.get(reverse("resources:topics"))


@pytest.mark.query_bound("resources:series_list")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_series(rows, client, editor, django_assert_max_num_queries):
    for number in range(rows):
        Series.objects.create(title=f"Series {number}")
    sign_in(client, editor).get(reverse("resources:series_list"))
    with django_assert_max_num_queries(10):
        client.get(reverse("resources:series_list"))
