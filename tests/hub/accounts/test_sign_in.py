"""Signing in and out: what is let in, what is refused, and with which status."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD, make_user
from tests.hub.accounts.conftest import letters

LOGIN = "/accounts/login/"
TOO_OFTEN = "Too many attempts. Wait five minutes and try again"


def sign_in(client, login, password=PASSWORD, query="", **headers):
    return client.post(LOGIN + query, {"login": login, "password": password}, **headers)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in_and_leads_home(client, member):
    response = sign_in(client, member.email)
    assert (response.status_code, response.url, is_signed_in(client)) == (302, "/home/", True)


def test_the_address_may_be_written_in_capitals(client, member):
    sign_in(client, member.email.upper())
    assert is_signed_in(client)


def test_a_wrong_password_is_422_and_names_neither_half(client, member):
    response = sign_in(client, member.email, "wrong-password")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "The e-mail address or the password is not right. "
        "Check both, or ask for a sign-in code by e-mail."
    ]


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client, member):
    wrong = sign_in(client, member.email, "wrong-password")
    unknown = sign_in(client, "nobody@people.example", "wrong-password")
    assert unknown.status_code == wrong.status_code
    assert unknown.context["form"].errors == wrong.context["form"].errors


def test_the_sixth_failure_is_429_with_a_sentence_and_so_is_the_right_password(client, member):
    statuses = [sign_in(client, member.email, "wrong").status_code for _ in range(6)]
    right = sign_in(client, member.email)
    assert statuses == [422] * 5 + [429]
    assert (right.status_code, TOO_OFTEN in right.content.decode()) == (429, True)


def test_limits_of_one_account_do_not_shut_out_its_neighbour_at_the_same_school(client, member):
    for _ in range(6):
        sign_in(client, "somebody.else@people.example", "wrong")
    sign_in(client, member.email)
    assert is_signed_in(client)


def test_another_address_in_a_header_does_not_reset_the_limit(client, member):
    statuses = [
        sign_in(client, member.email, "wrong", headers={"x-forwarded-for": f"10.0.0.{n}"})
        for n in range(6)
    ]
    assert statuses[-1].status_code == 429


def test_limits_for_an_address_count_what_our_own_proxy_wrote(client, settings, db):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "2/m/ip"}
    statuses = [
        sign_in(
            client,
            f"somebody{n}@people.example",
            "wrong",
            headers={"x-forwarded-for": f"10.0.0.{n}, 192.0.2.7"},
        ).status_code
        for n in range(3)
    ]
    assert statuses == [422, 422, 429]


@pytest.fixture
def no_redis(settings):
    """A real Redis address at which nobody answers."""
    settings.CACHES = settings.CACHES | {
        "fast": settings.CACHES["fast"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    assert caches["fast"].get("anything") is None


def test_without_redis_people_sign_in(client, no_redis, member):
    sign_in(client, member.email)
    assert client.get(reverse("account_home")).status_code == 200


def test_without_redis_the_limit_holds(client, no_redis, member):
    statuses = [sign_in(client, member.email, "wrong").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https://evil.example/",
        "\\\\evil.example",
        "///evil.example",
        "http:///evil.example",
        "/\t/evil.example",
        "https://testserver@evil.example/",
    ],
)
def test_a_next_that_leads_elsewhere_counts_as_not_given(client, member, elsewhere):
    response = client.post(LOGIN, {"login": member.email, "password": PASSWORD, "next": elsewhere})
    assert response.url == "/home/"


def test_a_next_of_our_own_is_where_one_lands(client, member):
    response = sign_in(client, member.email, query="?next=/accounts/details/%3Fa%3D1")
    assert response.url == "/accounts/details/?a=1"


def test_a_page_for_members_asks_to_sign_in_and_comes_back(client, db):
    response = client.get(reverse("account_profile"))
    assert response.url == f"{LOGIN}?next=/accounts/details/"


def test_nobody_is_signed_in_or_out_by_a_get(client, member):
    client.force_login(member)
    client.get(reverse("account_logout"))
    still_in = is_signed_in(client)
    other = Client()
    other.get(LOGIN, {"login": member.email, "password": PASSWORD})
    assert (still_in, is_signed_in(other)) == (True, False)


def test_signing_out_clears_what_a_shared_browser_keeps(client, member):
    client.force_login(member)
    response = client.post(reverse("account_logout"))
    assert (response.url, response["Clear-Site-Data"], is_signed_in(client)) == (
        "/",
        '"cache", "storage"',
        False,
    )


def test_signing_in_needs_the_token_of_its_own_page(member):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, member.email).status_code == 403


def test_a_closed_account_is_told_so_only_with_the_right_password(client, db):
    user = make_user("carer", is_active=False)
    wrong, right = sign_in(client, user.email, "wrong"), sign_in(client, user.email)
    assert (wrong.status_code, right.url) == (422, reverse("account_inactive"))
    assert not is_signed_in(client)


# --- code by e-mail


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_a_code_from_an_e_mail_signs_in(client, member, code_from_mail):
    ask_for_code(client, member.email)
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail().lower()})
    assert is_signed_in(client)


def test_the_subject_names_nobody_and_holds_no_code(client, member):
    ask_for_code(client, member.email)
    assert letters()[0].subject == "Your sign-in code"


def test_a_code_is_used_up_by_signing_in(client, member, code_from_mail):
    ask_for_code(client, member.email)
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})
    client.post(reverse("account_logout"))
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})
    assert not is_signed_in(client)


def test_asking_for_a_code_looks_the_same_for_an_unknown_address(client, member):
    known = ask_for_code(client, member.email)
    unknown = ask_for_code(Client(), "nobody@people.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.subject for message in letters()] == [
        "Your sign-in code",
        "There is no account with this address",
    ]


def test_the_fourth_code_within_a_minute_is_429(db, member):
    statuses = [ask_for_code(Client(), member.email).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_a_host_that_is_not_ours_is_400(client, member):
    response = client.post(
        reverse("account_request_login_code"),
        {"email": member.email},
        headers={"host": "evil.example"},
    )
    assert (response.status_code, letters()) == (400, [])


# --- a forgotten password

NEW = "lantern-otter-wednesday"


def test_a_forgotten_password_is_set_anew_with_a_code(client, member, code_from_mail):
    client.post(reverse("account_reset_password"), {"email": member.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_from_mail()})
    response = client.post(
        reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW}
    )
    signed_in_by_that = is_signed_in(client)
    sign_in(client, member.email, NEW)
    assert (response.url, signed_in_by_that, is_signed_in(client)) == (
        reverse("account_password_reset_completed"),
        False,
        True,
    )


def test_a_new_password_cannot_be_set_without_the_code(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})
    response = client.post(
        reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW}
    )
    member.refresh_from_db()
    assert (response.url, member.check_password(PASSWORD)) == (
        reverse("account_confirm_password_reset_code"),
        True,
    )


def test_asking_for_a_new_password_looks_the_same_for_an_unknown_address(client, member):
    known = client.post(reverse("account_reset_password"), {"email": member.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "nobody@people.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
