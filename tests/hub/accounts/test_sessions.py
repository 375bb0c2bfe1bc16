"""How long a sign-in lasts, who sees it, and who ends it."""

from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from hub.accounts.devices import device
from hub.accounts.middleware import SessionLimits
from hub.accounts.sessions import end_sessions, sessions_of
from hub.accounts.sign_up import confirm_address
from hub.accounts.sweeps import forget_sessions_that_ran_out
from hub.trail.models import Entry
from tests.factories.accounts import PASSWORD, make_user

SHORT = ["manager", "admin", "officer", "tutor", "leader", "lead", "head", "bursar", "trust"]
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    time_machine.move_to(timezone.now(), tick=False)


def browser_of(user, **headers):
    """A browser in which the user is signed in and has opened a page."""
    client = Client(**headers)
    client.force_login(user)
    client.get(reverse("account_home"))
    return client


def is_in(client):
    return client.get(reverse("account_home")).status_code == 200


# --- limits


@pytest.mark.parametrize("role", SHORT)
def test_at_work_half_an_hour_without_a_page_ends_it(db, role, time_machine):
    client = browser_of(make_user(role))
    time_machine.shift(29 * 60)
    before = is_in(client)
    time_machine.shift(30 * 60)
    assert (before, is_in(client)) == (True, False)


@pytest.mark.parametrize("role", SHORT)
def test_at_work_twelve_hours_end_it_however_busy_one_was(db, role, time_machine):
    client = browser_of(make_user(role))
    for _ in range(35):
        time_machine.shift(20 * 60)
        assert is_in(client)
    time_machine.shift(20 * 60)
    assert not is_in(client)


def test_carers_stay_signed_in_for_fourteen_days(carer, time_machine):
    client = browser_of(carer)
    time_machine.shift(timedelta(days=13, hours=23))
    before = is_in(client)
    time_machine.shift(timedelta(hours=2))
    assert (before, is_in(client)) == (True, False)


def test_a_carer_who_also_works_here_has_the_short_limits(db, time_machine):
    client = browser_of(make_user("carer", "tutor"))
    time_machine.shift(31 * 60)
    assert not is_in(client)


def test_the_sign_in_page_says_why_and_leads_back(officer, time_machine):
    client = browser_of(officer)
    time_machine.shift(31 * 60)
    response = client.get(reverse("account_profile"))
    page = client.get(response.url).content.decode()
    assert response.url == "/accounts/login/?next=/accounts/details/"
    assert "You had not used the portal for a while, so we signed you out." in page


def test_the_reason_is_forgotten_after_signing_in(member, time_machine):
    client = browser_of(member)
    time_machine.shift(timedelta(days=14, seconds=1))
    client.get(reverse("account_home"))
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    assert b"You were signed out" not in client.get(reverse("account_login")).content


def test_whose_session_ran_out_is_left_for_who_keeps_their_form(officer, time_machine):
    client = browser_of(officer)
    time_machine.shift(31 * 60)
    request = RequestFactory().post("/")
    request.session, request.user = client.session, officer
    SessionLimits(lambda request: HttpResponse())(request)
    assert (request.expired_user_id, request.user.is_authenticated) == (officer.pk, False)


def test_nothing_is_left_of_a_session_that_ran_out(officer, time_machine):
    client = browser_of(officer)
    key = client.session.session_key
    time_machine.shift(31 * 60)
    client.get(reverse("account_home"))
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(session_key=key).exists()


def test_last_seen_is_written_at_most_every_half_minute(officer, time_machine):
    client = browser_of(officer)
    began = timezone.now()
    seen = []
    for _ in range(3):
        time_machine.shift(20)
        client.get(reverse("account_home"))
        seen.append((UserSession.objects.get().last_seen_at - began).total_seconds())
    assert seen == [0, 40, 40]


# --- the warning


def test_pages_of_staff_carry_the_warning_with_the_seconds_left(officer):
    page = browser_of(officer).get(reverse("account_home")).content.decode()
    assert 'data-sign-in-seconds="1800"' in page


def test_nobody_is_warned_of_next_week(carer):
    page = browser_of(carer).get(reverse("account_home")).content
    assert b"data-sign-in-seconds" not in page


def test_staying_signed_in_is_a_post_that_says_how_long(officer, time_machine):
    client = browser_of(officer)
    time_machine.shift(28 * 60)
    assert client.post(reverse("account_stay")).json() == {"seconds": 1800}
    assert client.get(reverse("account_stay")).status_code == 405


def test_near_the_end_of_the_day_staying_does_not_lengthen_it(officer, time_machine):
    client = browser_of(officer)
    for _ in range(35):
        time_machine.shift(20 * 60)
        client.get(reverse("account_home"))
    assert client.post(reverse("account_stay")).json() == {"seconds": 20 * 60}


# --- seeing and ending them


def test_the_list_shows_device_address_and_time_of_ones_own_sessions_only(officer, manager):
    client = browser_of(officer, headers={"user-agent": PHONE})
    browser_of(manager, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/132.0"})
    rows = client.get(reverse("usersessions_list")).context["rows"]
    assert [(row["device"], row["session"].ip, row["is_current"]) for row in rows] == [
        ("Chrome on Android", "127.0.0.1", True)
    ]


def test_ending_one_signs_that_browser_out_at_its_next_request(officer):
    here, phone = browser_of(officer), browser_of(officer)
    session = UserSession.objects.get(session_key=phone.session.session_key)
    here.post(reverse("account_end_session", args=[session.pk]))
    assert (is_in(here), is_in(phone)) == (True, False)


def test_ending_the_others_leaves_this_one(officer):
    here, *others = [browser_of(officer) for _ in range(3)]
    here.post(reverse("usersessions_list"))
    assert [is_in(each) for each in (here, *others)] == [True, False, False]


def test_a_strangers_session_is_404_and_goes_on(officer, carer):
    stranger = browser_of(carer)
    session = UserSession.objects.get(user=carer)
    response = browser_of(officer).post(reverse("account_end_session", args=[session.pk]))
    assert (response.status_code, is_in(stranger)) == (404, True)


def test_looking_at_the_list_ends_nothing(officer):
    here, phone = browser_of(officer), browser_of(officer)
    here.get(reverse("usersessions_list"))
    assert is_in(phone)


def test_a_session_that_ran_out_is_not_in_the_list(officer, time_machine):
    browser_of(officer)
    time_machine.shift(31 * 60)
    here = browser_of(officer)
    assert [session.session_key for session in sessions_of(officer)] == [here.session.session_key]


def test_the_list_asks_the_database_no_more_for_ten_sessions(
    officer, django_assert_max_num_queries
):
    here, *_ = [browser_of(officer) for _ in range(10)]
    with django_assert_max_num_queries(16):
        here.get(reverse("usersessions_list"))


def test_somebody_else_may_end_them_all_and_it_is_on_the_trail(officer, administrator):
    phone = browser_of(officer)
    ended = end_sessions(user=officer, by=administrator)
    entry = Entry.objects.get(action="signed out")
    assert (ended, is_in(phone), entry.actor_id, entry.object_id) == (
        1,
        False,
        administrator.pk,
        str(officer.pk),
    )


def test_an_administrator_sees_where_somebody_is_signed_in_and_ends_one(officer, administrator):
    phone, desk = browser_of(officer, headers={"user-agent": PHONE}), browser_of(officer)
    session = UserSession.objects.get(session_key=phone.session.session_key)
    admin = browser_of(administrator)
    page = admin.get(reverse("people:sessions", args=[officer.pk]))
    devices = {row["device"] for row in page.context["rows"]}
    answer = admin.post(reverse("people:session_end", args=[officer.pk, session.pk]))
    assert (devices, answer.url) == (
        {"Chrome on Android", "Unknown device"},
        reverse("people:sessions", args=[officer.pk]),
    )
    assert (is_in(phone), is_in(desk), is_in(admin)) == (False, True, True)


def test_a_session_of_another_person_cannot_be_ended_through_this_ones_page(
    officer, carer, administrator
):
    stranger = browser_of(carer)
    session = UserSession.objects.get(user=carer)
    answer = browser_of(administrator).post(
        reverse("people:session_end", args=[officer.pk, session.pk])
    )
    assert (answer.status_code, is_in(stranger)) == (404, True)


def test_an_officer_may_not_look_where_a_music_lead_is_signed_in(db):
    lead, officer = make_user("lead"), make_user("officer")
    answer = browser_of(officer).get(reverse("people:sessions", args=[lead.pk]))
    assert answer.status_code == 403


def test_ending_none_is_not_on_the_trail(officer, administrator):
    assert end_sessions(user=officer, by=administrator) == 0
    assert not Entry.objects.filter(action="signed out").exists()


def test_a_deactivated_account_is_out_at_once_everywhere(officer):
    browsers = [browser_of(officer), browser_of(officer)]
    officer.is_active = False
    officer.save()
    assert [is_in(each) for each in browsers] == [False, False]


def test_a_new_password_ends_every_session_this_one_too(member):
    here, phone = browser_of(member), browser_of(member)
    new = "lantern-otter-wednesday"
    response = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert (response.url, is_in(here), is_in(phone)) == (reverse("account_home"), False, False)
    assert list(sessions_of(member)) == []


def test_signing_in_gives_the_browser_a_new_session_key(member):
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": member.email})
    before = client.session.session_key
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert client.session.session_key != before
    assert AUTHENTICATION_METHODS_SESSION_KEY in client.session


def test_the_sweep_forgets_sessions_that_nobody_can_use_any_more(carer, officer, time_machine):
    browser_of(carer)
    time_machine.shift(timedelta(days=14, seconds=1))
    here = browser_of(officer)
    forget_sessions_that_ran_out()
    keys = [here.session.session_key]
    assert list(Session.objects.values_list("session_key", flat=True)) == keys
    assert list(UserSession.objects.values_list("session_key", flat=True)) == keys


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (PHONE, "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Gecko Firefox/132.0", "Firefox on Mac"),
        ("curl/8.9", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_devices_are_named_in_words(user_agent, words):
    assert device(user_agent) == words


def test_a_proven_address_asks_for_no_code_at_the_next_sign_in(db):
    user = make_user("carer")
    confirm_address(user=user)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert is_in(client)
