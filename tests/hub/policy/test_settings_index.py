"""The Settings index: apps add lines to it, and everybody sees those that they may open."""

import pytest
from django.urls import reverse

from hub.permissions import rights
from hub.policy import pages
from hub.policy.models import LocalAuthority
from tests.factories.accounts import make_user


@pytest.fixture
def _another_line(monkeypatch):
    """A line of an app whose right officers hold too."""
    monkeypatch.setattr(pages, "_pages", pages.registered())
    pages.settings_page(
        text="Schools",
        hint=lambda: "Asked when the index is opened.",
        url_name="schools:list",
        right="schools.see_school",
        order=5,
    )


def texts(response):
    return [line.text for line in response.context["lines"]]


def test_every_line_leads_somewhere_and_asks_a_right_that_exists():
    lines = pages.registered()
    assert [each.text for each in lines if each.right not in rights] == []
    assert all(reverse(each.url_name) for each in lines)


def test_the_index_begins_with_the_hub_itself(client, manager):
    client.force_login(manager)
    shown = texts(client.get("/settings/"))
    assert shown[:3] == ["Name and contact", "Colours and logo", "Local authorities"]


def test_a_line_says_what_is_set(client, manager):
    LocalAuthority.objects.create(code="919", name="Hertfordshire")
    client.force_login(manager)
    assert "The hub serves Hertfordshire." in client.get("/settings/").content.decode()


@pytest.mark.usefixtures("_another_line")
def test_a_line_of_another_app_stands_in_its_order(client, manager):
    client.force_login(manager)
    response = client.get("/settings/")
    assert texts(response)[:2] == ["Schools", "Name and contact"]
    assert "Asked when the index is opened." in response.content.decode()


@pytest.mark.usefixtures("_another_line")
def test_the_index_shows_only_what_the_person_may_open(client, db):
    client.force_login(make_user("officer"))
    assert texts(client.get("/settings/")) == ["Schools"]


def test_whoever_may_open_nothing_there_is_refused(client, carer):
    client.force_login(carer)
    assert client.get("/settings/").status_code == 403
