"""The pages about one's own tokens."""

import pytest
from django.urls import reverse

from hub.api import tokens
from hub.api.models import AccessToken
from hub.messaging.models import Message
from tests.factories.accounts import make_user
from tests.sign_in import sign_in

LIST, CREATE = reverse("tokens:list"), reverse("tokens:create")
ASKED = {"name": "Timetable export", "scope": "read", "lifetime": "90"}


@pytest.fixture
def lead(db):
    return make_user("lead")


@pytest.fixture
def browser(client, lead):
    return sign_in(client, lead)


@pytest.fixture
def token(lead):
    return tokens.make(name="Script", scope="read", lifetime=30, by=lead)[0]


def secret_on(response):
    return response.text.partition("Bearer ")[2].partition("<")[0]


def test_a_new_token_is_shown_once_and_opens_the_api(browser, client, lead):
    response = browser.post(CREATE, ASKED)
    secret = secret_on(response)
    assert client.get("/api/v1/me", HTTP_AUTHORIZATION=f"Bearer {secret}").json()["id"] == lead.pk
    assert secret not in browser.get(LIST).text


def test_its_owner_is_told_by_e_mail_which_does_not_hold_it(browser, lead):
    secret = secret_on(browser.post(CREATE, ASKED))
    message = Message.objects.get()
    assert (message.to, message.subject) == (lead.email, "A personal token was created")
    assert secret not in message.text + message.html


def test_it_lasts_as_long_as_was_asked(browser, lead):
    browser.post(CREATE, ASKED)
    made = AccessToken.objects.get()
    assert (made.expires_at - made.created_at).days in {89, 90}


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 61}, {"scope": "admin"}, {"lifetime": "36500"}],
    ids=["no name", "a name too long", "no such scope", "a hundred years"],
)
def test_what_cannot_be_is_told_beside_its_field(wrong, browser):
    response = browser.post(CREATE, ASKED | wrong)
    assert (response.status_code, AccessToken.objects.count()) == (422, 0)


def test_the_eleventh_is_refused_in_words(browser, lead):
    for number in range(tokens.MOST):
        tokens.make(name=f"Script {number}", scope="read", lifetime=30, by=lead)
    response = browser.post(CREATE, ASKED)
    assert (response.status_code, "You have 10 tokens." in response.text) == (422, True)


def test_whose_token_it_is_cannot_be_chosen(browser, lead):
    browser.post(CREATE, ASKED | {"user": make_user("manager").pk, "digest": "0" * 64})
    assert AccessToken.objects.get().user == lead


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_who_signed_in_long_ago_confirms_who_they_are_first(method, client, lead):
    client.force_login(lead, "hub.accounts.backend.SignInBackend")
    response = getattr(client, method)(CREATE, ASKED)
    assert (response.status_code, AccessToken.objects.count()) == (302, 0)
    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_a_token_is_revoked_after_a_page_that_says_what_follows(browser, token):
    address = reverse("tokens:revoke", args=[token.pk])
    assert "is refused from its next call on" in browser.get(address).text
    token.refresh_from_db()
    assert token.is_live
    browser.post(address)
    token.refresh_from_db()
    assert not token.is_live


def test_a_strangers_token_is_not_there(client, token):
    stranger = sign_in(client, make_user("lead"))
    assert stranger.post(reverse("tokens:revoke", args=[token.pk])).status_code == 404
    token.refresh_from_db()
    assert token.is_live


def test_the_list_holds_ones_own(browser, token):
    tokens.make(name="Somebody's", scope="read", lifetime=30, by=make_user("lead"))
    text = browser.get(LIST).text
    assert ("Script" in text, "Somebody&#x27;s" in text) == (True, False)


@pytest.mark.parametrize("page", ["2", "x", "0", "999999999999999999999"])
def test_an_odd_page_is_not_a_fault(page, browser, token):
    assert browser.get(LIST, {"page": page}).status_code in {200, 404}


@pytest.mark.query_bound("tokens:list")
@pytest.mark.parametrize("rows", [1, 10])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    rows, browser, lead, django_assert_max_num_queries
):
    for number in range(rows):
        tokens.make(name=f"Script {number}", scope="read", lifetime=30, by=lead)
    browser.get(LIST)
    with django_assert_max_num_queries(9):
        browser.get(LIST)
