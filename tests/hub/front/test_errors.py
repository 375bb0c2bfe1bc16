"""Error pages: each in our design, with a way on, and without a word on how it came about."""

import re

import psycopg2
import pytest
from django.db import OperationalError
from django.test import Client

from hub.front.errors import database_is_away
from tests.factories.accounts import make_user


def heading(response):
    """The one h1 of a page in our design."""
    page = response.content.decode()
    assert 'class="govuk-template"' in page
    [words] = re.findall(r"<h1>(.*?)</h1>", page)
    return words


def test_a_page_that_is_not_there(visitor):
    response = visitor.get("/no-such-page/")
    assert (response.status_code, heading(response)) == (404, "Page not found")


def test_the_page_not_found_has_three_ways_on(visitor, db):
    page = visitor.get("/no-such-page/").content.decode()
    ways = page[page.index("Where to go from here") :].split("</ul>")[0]
    links = re.findall(r'href="([^"]+)"', ways)
    assert links == ["/", "/accounts/login/", "/about/contact/"]


def test_somebody_signed_in_keeps_their_menu_on_an_error_page(client, manager):
    client.force_login(manager)
    page = client.get("/no-such-page/").content.decode()
    assert 'href="/home/manager/"' in page


def test_what_one_may_see_but_not_do(visitor):
    response = visitor.get("/test/forbidden/")
    assert (response.status_code, heading(response)) == (403, "You cannot do this")
    assert "front.see_kept_form" not in response.content.decode()


def test_a_form_without_its_token_says_how_to_send_it_again(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.example"})
    assert (response.status_code, heading(response)) == (403, "Please send that again")


@pytest.mark.parametrize(("method", "path"), [("post", "/"), ("put", "/about/contact/")])
def test_a_method_that_the_page_does_not_take(client, db, method, path):
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert heading(response) == "This page cannot be opened like that"
    assert "GET" in response["Allow"]


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_more_than_we_take(visitor, kind):
    text = "x" * 3_000_000
    if kind == "multipart":
        response = visitor.post("/test/anything/", {"text": text})
    else:
        body = f"text={text}"
        response = visitor.post("/test/anything/", body, "application/x-www-form-urlencoded")
    assert (response.status_code, heading(response)) == (413, "That is too large")


def test_more_fields_than_a_form_can_have(visitor):
    response = visitor.post("/test/anything/", {f"field{n}": n for n in range(1001)})
    assert (response.status_code, heading(response)) == (400, "We could not read that")


def test_a_host_that_is_not_ours(client, db):
    response = client.get("/", headers={"host": "evil.example"})
    assert (response.status_code, heading(response)) == (400, "We could not read that")
    assert "evil" not in response.content.decode()


def test_a_fault_of_ours_shows_its_reference_and_no_trace(visitor, hub):
    hub.phone = "01992 555 821"
    hub.save()
    visitor.get("/")  # the process has read the hub's settings before, as in real life
    response = visitor.get("/test/broken/")
    page = response.content.decode()
    assert (response.status_code, heading(response)) == (500, "Sorry, something went wrong")
    assert response["X-Request-ID"] in page
    assert "01992 555 821" in page
    assert [word for word in ("RuntimeError", "amira@", "Traceback") if word in page] == []


def test_the_page_of_a_fault_needs_no_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get("/test/broken/")
    assert heading(response) == "Sorry, something went wrong"


def test_a_database_that_is_away_is_back_soon(visitor):
    response = visitor.get("/test/database-away/")
    assert (response.status_code, heading(response)) == (503, "We are back soon")
    assert response["Retry-After"] == "30"


@pytest.mark.parametrize("path", ["/test/too-slow/", "/test/broken-rule/"])
def test_another_error_of_the_database_is_a_fault(visitor, path):
    assert visitor.get(path).status_code == 500


def test_the_api_answers_an_error_as_a_problem(visitor):
    response = visitor.get("/api/v1/no-such-thing/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_too_many_tries_has_a_page_for_allauth(rf, db):
    from allauth.core.ratelimit import respond_429

    response = respond_429(rf.get("/accounts/login/"))
    assert (response.status_code, heading(response)) == (429, "Too many tries")


class TestDatabaseIsAway:
    """Only when there is nobody to answer, or it is just going."""

    def test_no_server_at_the_address(self):
        with pytest.raises(psycopg2.OperationalError) as refused:
            psycopg2.connect("host=127.0.0.1 port=1 connect_timeout=2")
        error = OperationalError("refused")
        error.__cause__ = refused.value
        assert database_is_away(error)

    def test_a_deadlock_is_not_it(self):
        error = OperationalError("deadlock")
        error.__cause__ = type("Deadlock", (Exception,), {"pgcode": "40P01"})()
        assert not database_is_away(error)

    def test_no_error_is_not_it(self):
        assert not database_is_away(None)


def test_a_role_with_a_menu_sees_a_404_for_what_is_not_theirs(client, db):
    client.force_login(make_user("carer"))
    response = client.get("/home/manager/")
    assert (response.status_code, heading(response)) == (404, "Page not found")
