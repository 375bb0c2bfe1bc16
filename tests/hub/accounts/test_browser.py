"""Signing in as people do it, in a real Chromium."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from hub.accounts.sign_up import confirm_address
from tests.browser import DESK, PHONE
from tests.factories.accounts import PASSWORD, TOTP_SECRET, make_user
from tests.hub.accounts.conftest import CODE, letters
from tests.hub.accounts.second_step import totp

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _no_limit_is_used_up(portal):
    """The portal in the browser has transactions of its own, so what it counted stays."""
    cache.clear()


@pytest.fixture
def passkeys():
    """``passkeys(page)`` gives the browser a device that makes passkeys and confirms its owner."""

    def plug_in(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return session.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    return plug_in


def code_of_the_app(page, secret):
    """A code that will still hold when it arrives: not in the last seconds of its half minute."""
    left = 30 - timezone.now().timestamp() % 30
    if left < 8:
        page.wait_for_timeout(left * 1000 + 100)
    return totp(secret)


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def sign_in(page, email):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


@pytest.mark.parametrize("script", [True, False])
def test_a_carer_signs_up_with_the_code_from_the_e_mail(browse, script):
    page = browse(reverse("account_signup"), width=360, script=script).page
    page.get_by_label("Full name").fill("Siân Wolfeschlegelsteinhausen-Bergerdorff")
    page.get_by_label("E-mail address").fill("sian@people.example")
    page.get_by_label("Password", exact=True).fill("violet-anchor-tuesday")
    press(page, "Create an account")
    page.get_by_label("Code").fill(CODE.search(letters()[-1].text)[0])
    press(page, "Continue")
    assert path_of(page) == "/family/"
    page.goto(reverse("account_home"))
    assert "Parent or carer" in page.content()


def test_an_officer_sets_up_an_app_saves_the_codes_and_signs_in_with_it(browse):
    officer = make_user("officer", second_factor=False)
    confirm_address(user=officer)
    visit = browse(reverse("account_login"))
    page = visit.page
    sign_in(page, officer.email)
    assert path_of(page) == reverse("mfa_index")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("code").inner_text()
    assert visit.axe() == []
    page.get_by_label("Code that the app shows now").fill(code_of_the_app(page, secret))
    press(page, "Turn on")
    assert page.locator("#codes code").count() == 10
    press(page, "I have saved my codes")
    assert path_of(page).startswith("/home/")
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    sign_in(page, officer.email)
    page.get_by_label("Code").fill(code_of_the_app(page, secret))
    press(page, "Sign in")
    assert path_of(page).startswith("/home/")


def test_a_tutor_is_asked_whether_this_is_their_own_phone(browse):
    tutor = make_user("tutor")
    confirm_address(user=tutor)
    visit = browse(reverse("account_login"), width=PHONE)
    page = visit.page
    sign_in(page, tutor.email)
    page.get_by_label("Code").fill(code_of_the_app(page, TOTP_SECRET))
    press(page, "Sign in")
    assert (visit.axe(), visit.scrolls_sideways(PHONE, DESK)) == ([], False)
    press(page, "Yes, it is mine alone")
    assert path_of(page).startswith("/home/")


def test_a_passkey_is_added_and_signs_in_without_a_password(browse, passkeys):
    officer = make_user("officer", second_factor=False)
    confirm_address(user=officer)
    page = browse(reverse("account_login")).page
    passkeys(page)
    sign_in(page, officer.email)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    press(page, "Add this passkey")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    press(page, "I have saved my codes")
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    page.goto(reverse("account_login"))
    press(page, "Use a passkey")
    page.wait_for_url("**/home/**")
    page.goto(reverse("mfa_index"))
    assert "Work laptop" in page.content()


def test_a_passkey_is_the_second_step_and_confirms_who_is_there(browse, passkeys, settings):
    officer = make_user("officer", second_factor=False)
    confirm_address(user=officer)
    page = browse(reverse("account_login")).page
    passkeys(page)
    sign_in(page, officer.email)
    page.get_by_role("link", name="Add a passkey").click()
    press(page, "Add this passkey")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    sign_in(page, officer.email)
    press(page, "Use a passkey instead")
    page.wait_for_url("**/home/**")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.goto(reverse("mfa_reauthenticate_webauthn") + "?next=" + reverse("account_home"))
    press(page, "Use a passkey")
    page.wait_for_url(f"**{reverse('account_home')}")


def test_a_cancelled_passkey_says_so_and_leaves_the_other_ways(browse):
    page = browse(reverse("account_login")).page
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("That did not work, or you cancelled it.").wait_for()


def test_without_script_there_is_no_passkey_button(browse):
    page = browse(reverse("account_login"), script=False).page
    assert not page.get_by_role("button", name="Use a passkey").is_visible()


def test_two_minutes_before_it_runs_out_staff_are_asked_and_can_stay(browse, officer):
    visit = browse(reverse("account_home"), user=officer)
    page = visit.page
    page.clock.install(time=timezone.now())
    page.goto(reverse("account_home"))
    panel = page.get_by_text("Your sign-in runs out in two minutes.")
    before = panel.is_visible()
    page.clock.run_for(28 * 60 * 1000 + 2000)
    panel.wait_for()
    assert (before, visit.axe()) == (False, [])
    page.get_by_role("button", name="Stay signed in").click()
    panel.wait_for(state="hidden")
    page.clock.run_for(27 * 60 * 1000)
    assert not panel.is_visible()


def test_when_it_has_run_out_the_page_says_so(browse, officer):
    page = browse(reverse("account_home"), user=officer).page
    page.clock.install(time=timezone.now())
    page.goto(reverse("account_home"))
    page.clock.run_for(30 * 60 * 1000 + 2000)
    page.get_by_text("Your sign-in has run out.").wait_for()


PUBLIC = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_password_reset_completed",
    "account_inactive",
]
OWN = [
    "account_home",
    "account_profile",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
]


def faults(visit, names):
    """{name: what is wrong with that page}"""
    found = {}
    for name in names:
        status = visit.page.goto(reverse(name)).status
        wrong = (status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
        if wrong != (200, [], False):
            found[name] = wrong
    return found


def test_axe_finds_nothing_on_the_pages_that_lead_in(browse):
    assert faults(browse(reverse("account_login"), width=PHONE), PUBLIC) == {}


def test_axe_finds_nothing_on_the_pages_of_the_account(browse):
    user = make_user("carer", second_factor=True)
    confirm_address(user=user)
    assert faults(browse(reverse("account_home"), user=user, width=PHONE), OWN) == {}


def test_axe_finds_nothing_on_the_pages_in_between(browse):
    user = make_user("carer", second_factor=True)
    confirm_address(user=user)
    visit = browse(reverse("account_login"), width=PHONE)
    page, found = visit.page, {}

    def look(name):
        found[name] = (visit.axe(), visit.scrolls_sideways(PHONE, DESK))

    page.get_by_label("E-mail address").fill(user.email)
    press(page, "Sign in")
    look("an empty password")
    sign_in(page, user.email)
    look("the second step")
    press(page, "Start again")
    page.goto(reverse("account_request_login_code"))
    page.get_by_label("E-mail address").fill(user.email)
    press(page, "Send the code")
    look("the sign-in code")
    page.get_by_label("Code").fill("BBBB-BBBB")
    press(page, "Continue")
    look("a wrong code")
    press(page, "Start again")
    page.goto(reverse("account_reset_password"))
    page.get_by_label("E-mail address").fill(user.email)
    press(page, "Send the code")
    page.get_by_label("Code").fill(CODE.search(letters()[-1].text)[0])
    press(page, "Continue")
    look("a new password")
    assert found == dict.fromkeys(found, ([], False))
    assert len(found) == 5
