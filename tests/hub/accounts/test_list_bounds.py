"""How much the lists of people ask the database, with few rows and with many."""

import pytest
from django.urls import reverse

from hub.accounts.invitations import invite
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.sign_in import sign_in


@pytest.mark.query_bound("people:list")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_people(rows, client, manager, django_assert_max_num_queries):
    for _ in range(rows):
        make_user("lead", "carer")
    sign_in(client, manager).get(reverse("people:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("people:list"))


@pytest.mark.query_bound("people:invitations")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_invitations(rows, client, manager, django_assert_max_num_queries):
    for number in range(rows):
        invite(
            email=f"new{number}@people.example",
            role="lead",
            school=SchoolFactory(),
            by=make_user("manager"),
        )
    sign_in(client, manager).get(reverse("people:invitations"))
    with django_assert_max_num_queries(12):
        client.get(reverse("people:invitations"))
