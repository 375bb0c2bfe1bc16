"""The list of who is due for a visit."""

import pytest
from django.urls import reverse

from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db
DUE = reverse("visits:due")


@pytest.fixture
def asked(client, officer):
    """An officer's client."""
    client.force_login(officer)
    return client


@pytest.mark.query_bound("visits:due")
@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_as_much_for_many_as_for_one(asked, number, django_assert_max_num_queries):
    SchoolFactory.create_batch(number)
    make_visit(state="done")
    with django_assert_max_num_queries(8):
        asked.get(DUE)
