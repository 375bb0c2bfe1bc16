"""A session that ran out in the middle of a form: after sign-in the typed form comes back."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hub.forms import KeptData
from hub.front.models import KeptForm
from hub.front.sweeps import drop_stale_kept_forms
from tests.factories.accounts import PASSWORD, TOTP_SECRET, make_user

PAGE = "/accounts/details/"
TYPED = {"name": "Amira Hughes-Carter", "phone": "01992 555 821"}


@pytest.fixture
def lead(db):
    return make_user("lead", name="Amira Hughes", phone="")


@pytest.fixture
def browser(lead):
    """A browser in which the music lead was signed in until the session ran out."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead)
    browser.token = token(browser.get(PAGE))
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    return browser


def token(response):
    """The token in the page's form."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]


def send(browser, path=PAGE, **data):
    return browser.post(path, TYPED | {"csrfmiddlewaretoken": browser.token} | data)


def sign_in(browser, user, page):
    """Sign in on the page that ``page`` redirects to, and return where that leads."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    form = browser.get(page.url)
    answer = browser.post(
        page.url,
        {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": token(form)},
    )
    assert answer.status_code == 302
    return answer.url


def values(response):
    """{name: value} of the page's text fields."""
    inputs = re.findall(r"<input [^>]*>", response.content.decode())
    found = [
        (re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in inputs
    ]
    return {name[1]: value[1] for name, value in found if name and value and name[1] in TYPED}


def test_the_same_person_gets_the_typed_form_back_and_can_send_it(browser, lead):
    asked = send(browser)
    assert asked.url == f"/accounts/login/?next={PAGE}"
    back = sign_in(browser, lead, asked)
    assert back == PAGE
    page = browser.get(back)
    assert values(page) == TYPED
    assert "You were signed out before this was saved" in page.content.decode()
    browser.token = token(page)
    assert send(browser).status_code == 302
    lead.refresh_from_db()
    assert {"name": lead.name, "phone": lead.phone} == TYPED


def test_nothing_is_saved_by_coming_back(browser, lead):
    browser.get(sign_in(browser, lead, send(browser)))
    lead.refresh_from_db()
    assert (lead.name, lead.phone) == ("Amira Hughes", "")


def test_the_sign_in_page_says_that_the_form_is_kept(browser):
    page = browser.get(send(browser).url).content.decode()
    assert "the form that you had filled in comes back" in page


def test_it_comes_back_once(browser, lead):
    back = sign_in(browser, lead, send(browser))
    browser.get(back)
    assert values(browser.get(back)) == {"name": "Amira Hughes"}
    assert KeptForm.objects.count() == 0


def test_another_person_at_the_same_computer_does_not_get_it(browser):
    other = make_user("lead", name="Olu Bello", phone="01992 555 822")
    back = sign_in(browser, other, send(browser))
    assert values(browser.get(back)) == {"name": "Olu Bello", "phone": "01992 555 822"}
    assert "kept_form" not in browser.session


def test_nor_does_the_first_person_afterwards_from_that_session(browser, lead):
    other = make_user("lead", name="Olu Bello", phone="01992 555 822")
    sign_in(browser, other, send(browser))
    browser.force_login(lead)
    assert values(browser.get(PAGE)) == {"name": "Amira Hughes"}


def test_another_page_does_not_get_it(browser, lead):
    sign_in(browser, lead, send(browser, path=f"{PAGE}?from=elsewhere"))
    assert values(browser.get(PAGE)) == {"name": "Amira Hughes"}


def test_after_an_hour_it_is_gone(browser, lead):
    asked = send(browser)
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(minutes=61))
    assert values(browser.get(sign_in(browser, lead, asked))) == {"name": "Amira Hughes"}


def test_the_sweep_drops_what_nobody_came_back_for(browser):
    send(browser)
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(minutes=61))
    assert drop_stale_kept_forms() == "dropped 1 kept forms"
    assert KeptForm.objects.count() == 0


def test_a_session_that_was_idle_too_long_keeps_it_too(lead):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead)
    browser.token = token(browser.get(PAGE))
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        back = sign_in(browser, lead, send(browser))
        assert values(browser.get(back)) == TYPED


def test_it_waits_for_the_second_step_of_signing_in(db):
    officer = make_user("officer", name="Olu Bello", phone="")
    browser = Client()
    browser.force_login(officer)
    browser.token = token(browser.get(PAGE))
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    second_step = sign_in(browser, officer, send(browser))
    assert "/accounts/login/second-step/" in second_step
    [counter, *_] = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(TOTP_SECRET, counter))
    back = browser.post(second_step, {"code": code}).url
    assert (back, values(browser.get(back))) == (PAGE, TYPED)


def test_passwords_codes_and_tokens_are_never_kept(browser):
    send(browser, password="secret-1", new_password2="secret-2", code="123456", otp_code="654321")
    [kept] = KeptForm.objects.all()
    assert KeptData(kept.data).dict() == TYPED


def test_a_postcode_is_no_secret():
    post = KeptData("postcode=SG13 8DE&passcode=123456&recovery_code=1234")
    assert KeptData(KeptData.pack(post)).dict() == {"postcode": "SG13 8DE"}


def test_a_file_is_not_kept(browser):
    from django.core.files.uploadedfile import SimpleUploadedFile

    send(browser, letter=SimpleUploadedFile("letter.txt", b"Dear"))
    [kept] = KeptForm.objects.all()
    assert KeptData(kept.data).dict() == TYPED


def test_more_than_a_hundred_kilobytes_are_not_kept(browser):
    send(browser, note="x" * 101_000)
    assert KeptForm.objects.count() == 0


@pytest.mark.parametrize("cookie", ["", "short", "x" * 32, "ä" * 20])
def test_without_a_session_that_ran_out_nothing_is_kept(browser, cookie):
    browser.cookies["sessionid"] = cookie
    send(browser)
    assert KeptForm.objects.count() == 0


def test_a_session_that_somebody_ended_keeps_nothing(browser):
    Session.objects.all().delete()
    send(browser)
    assert KeptForm.objects.count() == 0


def test_a_live_session_of_somebody_else_keeps_nothing(browser, carer):
    """Only one's own expired session counts: a row that still holds is no proof of anything."""
    Session.objects.update(expire_date=timezone.now() + timedelta(days=1))
    send(browser)
    assert KeptForm.objects.count() == 0


def test_a_form_from_elsewhere_is_refused_and_not_kept(browser):
    response = browser.post(PAGE, TYPED)
    assert response.status_code == 403
    assert KeptForm.objects.count() == 0


def test_the_account_of_somebody_who_left_keeps_nothing(browser, lead):
    lead.is_active = False
    lead.save()
    send(browser)
    assert KeptForm.objects.count() == 0
