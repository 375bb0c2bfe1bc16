"""The account page: one's own details, address and password, and what asks again who one is."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from hub.accounts import urls
from hub.trail.models import Entry
from tests.factories.accounts import PASSWORD, make_user
from tests.hub.accounts.conftest import letters

NEW = "new.address@people.example"


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture
def here(member):
    """The member's browser, just signed in."""
    client = Client()
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    return client


def test_details_are_saved_and_stay_off_the_trail(here, member):
    here.post(reverse("account_profile"), {"name": "Zoë  Ng", "phone": "01992 555 555"})
    member.refresh_from_db()
    entry = Entry.objects.get(action="changed profile")
    assert (member.name, member.phone, entry.fields) == (
        "Zoë Ng",
        "01992 555 555",
        {"name": {}, "phone": {}},
    )


def test_more_than_name_and_phone_cannot_be_changed_there(here, member):
    here.post(
        reverse("account_profile"),
        {"name": "Zoë", "phone": "", "email": "x@x.example", "is_active": "", "role": "manager"},
    )
    member.refresh_from_db()
    assert (member.email, member.is_active, member.live_roles) == (
        "member@people.example",
        True,
        {"carer"},
    )


def test_a_name_is_asked_for(here):
    response = here.post(reverse("account_profile"), {"name": " "})
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"name": ["Enter your full name"]},
    )


def test_a_new_address_holds_once_its_code_is_entered_and_the_old_one_is_told(
    here, member, code_from_mail
):
    here.post(reverse("account_email"), {"email": NEW, "action_add": "1"})
    member.refresh_from_db()
    before = member.email
    here.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})
    member.refresh_from_db()
    assert (before, member.email) == ("member@people.example", NEW)
    assert [(letter.to, letter.subject) for letter in letters()] == [
        (NEW, "Confirm your e-mail address"),
        ("member@people.example", "A change to how you sign in"),
    ]


def test_after_the_change_the_old_address_no_longer_signs_in(here, member, code_from_mail):
    here.post(reverse("account_email"), {"email": NEW, "action_add": "1"})
    here.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})
    answers = []
    for email in ("member@people.example", NEW):
        client = Client()
        client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
        answers.append("_auth_user_id" in client.session)
    assert answers == [False, True]


def test_an_address_of_somebody_else_gives_nothing_away_and_is_not_taken(
    here, member, code_from_mail
):
    other = make_user("carer")
    response = here.post(reverse("account_email"), {"email": other.email, "action_add": "1"})
    answer = here.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})
    member.refresh_from_db()
    assert (response.status_code, answer.status_code, member.email) == (
        302,
        422,
        "member@people.example",
    )


def test_a_wrong_current_password_changes_nothing(here, member):
    response = here.post(
        reverse("account_change_password"),
        {"oldpassword": "wrong", "password1": "lantern-otter", "password2": "lantern-otter"},
    )
    member.refresh_from_db()
    assert (response.status_code, member.check_password(PASSWORD)) == (422, True)


def test_changing_the_password_is_told_by_e_mail_and_on_the_trail_without_it(here):
    new = "lantern-otter-wednesday"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    entry = Entry.objects.get(action="changed password")
    assert ([letter.subject for letter in letters()], entry.fields) == (
        ["A change to how you sign in"],
        {"password": {}},
    )
    assert new not in letters()[0].text


SENSITIVE = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "tokens:create"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_after_five_minutes_it_asks_again_who_is_there_and_comes_back(here, name, time_machine):
    time_machine.shift(301)
    response = here.get(reverse(name))
    assert (
        response.url == f"{reverse('account_reauthenticate')}?next={quote(reverse(name), safe='')}"
    )
    back = here.post(response.url, {"password": PASSWORD, "next": reverse(name)})
    assert back.url == reverse(name)


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_just_after_signing_in_it_does_not_ask_twice(here, name):
    assert here.get(reverse(name)).status_code == 200


def test_a_new_address_asks_again_too_and_then_goes_on_with_it(here, time_machine):
    time_machine.shift(301)
    response = here.post(reverse("account_email"), {"email": NEW, "action_add": "1"})
    asked, sent = response.url, len(letters())
    back = here.post(asked, {"password": PASSWORD})
    assert asked.startswith(reverse("account_reauthenticate"))
    assert (sent, back.url, letters()[-1].to) == (
        0,
        reverse("account_email_verification_sent"),
        NEW,
    )


def test_the_wrong_password_there_is_422(here, time_machine):
    time_machine.shift(301)
    assert here.post(reverse("account_reauthenticate"), {"password": "no"}).status_code == 422


PUBLIC = {
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "mfa_trust",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
}


def test_of_these_pages_exactly_those_that_lead_in_or_out_are_public():
    public = {
        pattern.name
        for pattern in urls.urlpatterns
        if not getattr(pattern.callback, "login_required", True)
    }
    assert public == PUBLIC


def test_of_allauth_only_what_we_mean_to_offer_has_an_address():
    unwanted = {"account_confirm_email", "mfa_download_recovery_codes", "account_signup_by_passkey"}
    assert unwanted.isdisjoint(get_resolver().reverse_dict)
