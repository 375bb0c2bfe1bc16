"""How much the list of a page's versions asks the database."""

import pytest
from django.urls import reverse

from hub.content import editing
from hub.content.models import Page
from tests.sign_in import sign_in


@pytest.mark.query_bound("content:versions")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_versions_of_a_page(rows, client, manager, django_assert_max_num_queries):
    for number in range(rows):
        page = Page.objects.get(slug="privacy")
        editing.save(
            page=page, title=page.title, body=f"Text {number}", based_on=page.version, by=manager
        )
    address = reverse("content:versions", args=["privacy"])
    sign_in(client, manager).get(address)
    with django_assert_max_num_queries(11):
        client.get(address)
