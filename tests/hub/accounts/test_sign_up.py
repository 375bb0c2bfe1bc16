"""Parents and carers make an account by themselves, and nobody learns who has one."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.accounts.sign_up import welcome_carer
from hub.accounts.sweeps import forget_abandoned_sign_ups
from hub.messaging.models import Message
from hub.trail.models import Entry
from tests.hub.accounts.conftest import letters
from tests.hub.accounts.hashers import CountingHasher

PASSWORD = "violet-anchor-tuesday"
SIGN_UP, ENTER_CODE = "account_signup", "account_email_verification_sent"


def sign_up(client, email="new@people.example", **other):
    fields = {"name": "Ngozi O'Brien", "email": email, "password1": PASSWORD, "website": ""}
    return client.post(reverse(SIGN_UP), fields | other)


def enter(client, code):
    return client.post(reverse(ENTER_CODE), {"code": code})


def test_somebody_who_signs_up_proves_the_address_and_is_a_carer_signed_in(client, code_from_mail):
    sign_up(client)
    response = enter(client, code_from_mail())
    user = User.objects.get(email="new@people.example")
    assert (response.url, user.name, user.live_roles, client.session["_auth_user_id"]) == (
        "/home/",
        "Ngozi O'Brien",
        {"carer"},
        str(user.pk),
    )


def test_signing_up_is_on_the_trail_without_name_or_address(client, code_from_mail):
    sign_up(client)
    enter(client, code_from_mail())
    entries = list(Entry.objects.order_by("pk").values_list("action", "fields"))
    assert entries == [
        ("signed up", {}),
        ("granted", {"role": {"from": None, "to": "carer"}}),
    ]


def test_nobody_holds_a_role_before_the_address_is_proven(client, db):
    sign_up(client)
    assert User.objects.get(email="new@people.example").live_roles == set()


def test_somebody_who_had_a_role_becomes_no_carer_by_proving_another_address(manager):
    assert welcome_carer(user=manager) is None


def outcome(client, email):
    """All that whoever signs up with this address can see."""
    CountingHasher.hashed = 0
    response = sign_up(client, email)
    page = client.get(response.url)
    words = re.sub(r'value="[^"]*"|https?://\S+', "", page.content.decode()).replace(email, "")
    return {
        "status": response.status_code,
        "to": response.url,
        "page": page.status_code,
        "words": words,
        "hashed": CountingHasher.hashed,
        "mails": len(letters()),
        "cookies": sorted(client.cookies),
    }


def test_a_known_and_an_unknown_address_get_the_same_answer_and_the_same_work(settings, member):
    settings.PASSWORD_HASHERS = [
        "tests.hub.accounts.hashers.CountingHasher",
        *settings.PASSWORD_HASHERS,
    ]
    unknown = outcome(Client(), "new@people.example")
    Message.objects.all().delete()
    known = outcome(Client(), member.email)
    assert known == unknown
    assert known["hashed"] == 1


def test_the_owner_of_a_known_address_is_told_by_e_mail_with_our_own_links(
    client, settings, member
):
    settings.SITE_URL = "https://hub.example"
    sign_up(client, member.email)
    assert (letters()[0].subject, letters()[0].to) == (
        "You have an account already",
        member.email,
    )
    links = re.findall(r"https?://[^/\s]+", letters()[0].text)
    assert set(links) == {"https://hub.example"}


def test_a_known_address_makes_no_second_account(client, member):
    sign_up(client, member.email.upper())
    assert User.objects.count() == 1


def test_a_machine_that_fills_in_the_trap_makes_no_account(client, db):
    response = sign_up(client, website="https://spam.example")
    assert (response.status_code, User.objects.count(), letters()) == (302, 0, [])


def test_the_page_says_that_carers_are_adults(client, db):
    assert b"aged 18 or over" in client.get(reverse(SIGN_UP)).content


def test_the_trap_is_hidden_without_an_inline_style(client, db):
    assert b"style=" not in client.get(reverse(SIGN_UP)).content


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short-one", "Password must have at least 10 characters"),
        ("MusicHub2026!", "Password must be more than words that anybody would guess"),
        ("1234567890", "This password is too common"),
        ("new@people.example", "The password is too similar to the e-mail address"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(client, db, password, problem):
    response = sign_up(client, password1=password)
    assert (response.status_code, User.objects.count()) == (422, 0)
    assert problem in response.content.decode()


def test_what_was_typed_wrongly_is_said_beside_its_field(client, db):
    response = client.post(reverse(SIGN_UP), {"email": "nobody", "website": ""})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "name": ["Enter your full name"],
        "email": ["Enter an e-mail address in the correct format, like name@example.com"],
        "password1": ["Choose a password"],
    }


def test_a_wrong_code_is_said_and_the_third_ends_the_attempt(client, code_from_mail):
    sign_up(client)
    answers = [enter(client, "BBBB-BBBB").status_code for _ in range(3)]
    assert answers == [422, 422, 302]
    assert "_auth_user_id" not in client.session
    assert enter(client, code_from_mail()).url == reverse("account_login")


def test_a_code_is_good_for_ten_minutes(client, code_from_mail, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sign_up(client)
    code = code_from_mail()
    time_machine.shift(601)
    enter(client, code)
    assert "_auth_user_id" not in client.session


def test_a_code_works_only_in_the_browser_that_asked_for_it(client, code_from_mail):
    sign_up(client)
    other = Client()
    enter(other, code_from_mail())
    assert "_auth_user_id" not in other.session


def test_a_new_code_can_be_asked_for(client, code_from_mail, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sign_up(client)
    first = code_from_mail()
    time_machine.shift(11)
    client.post(reverse(ENTER_CODE), {"action": "resend"})
    assert (len(letters()), code_from_mail() == first) == (2, False)


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_trying_the_password_afterwards_does_not_tell_whose_address_was_known(member):
    answers = []
    for email in (member.email, "new@people.example"):
        sign_up(Client(), email)
        client = Client()
        tries = [sign_in(client, email, PASSWORD) for _ in range(6)]
        answers.append([(tried.status_code, tried.context["form"].errors) for tried in tries])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [422] * 5 + [429]


def test_who_closed_the_page_too_early_signs_in_with_a_code_and_is_a_carer(client, code_from_mail):
    sign_up(Client())
    client.post(reverse("account_request_login_code"), {"email": "new@people.example"})
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})
    user = User.objects.get(email="new@people.example")
    assert (client.session["_auth_user_id"], user.live_roles) == (str(user.pk), {"carer"})


def sign_in_with_a_code(client, email, code_from_mail):
    client.post(reverse("account_request_login_code"), {"email": email})
    return client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})


def test_who_signs_up_with_an_address_of_somebody_else_never_gets_in(client, code_from_mail):
    """They know the password that they chose, and wait for the owner to prove the address."""
    sign_up(Client())
    sign_in_with_a_code(client, "new@people.example", code_from_mail)
    intruder = Client()
    refused = sign_in(intruder, "new@people.example", PASSWORD)
    assert (refused.status_code, "_auth_user_id" in intruder.session) == (422, False)
    assert client.get("/home/").status_code == 302
    assert client.get("/home/").url == "/family/"
    assert Entry.objects.filter(action="lost password", fields={"password": {}}).exists()


def test_who_proves_the_address_while_setting_a_new_password_has_that_one(client, code_from_mail):
    sign_up(Client())
    client.post(reverse("account_reset_password"), {"email": "new@people.example"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_from_mail()})
    assert sign_in(Client(), "new@people.example", PASSWORD).status_code == 422
    new = "marmalade-tuba-thursday"
    client.post(reverse("account_complete_password_reset"), {"password1": new, "password2": new})
    assert sign_in(Client(), "new@people.example", new).status_code == 302


def test_after_a_week_an_account_whose_address_nobody_proved_is_gone(
    client, member, manager, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)
    sign_up(client)
    kept = User.objects.get(email="new@people.example")
    early = forget_abandoned_sign_ups()
    time_machine.shift(7 * 24 * 60 * 60 + 1)
    late = forget_abandoned_sign_ups()
    assert (early, late) == ("0 abandoned accounts deleted.", "1 abandoned account deleted.")
    assert kept not in User.objects.all()
    assert {member, manager} <= set(User.objects.all())
