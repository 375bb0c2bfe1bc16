"""Roles: given, changed, ended, and what ends together with one."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from hub.accounts import closure, roles, second_factor_reset
from hub.accounts.leaving import on_role_ended, run_steps
from hub.accounts.models import RoleGrant, User
from hub.api import tokens
from hub.messaging.models import Message
from hub.platform import sweeps
from hub.trail.models import Entry
from tests.factories.accounts import grant, make_user
from tests.factories.schools import RegionFactory, SchoolFactory

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


@pytest.fixture
def person(db):
    return make_user()


def fresh(user):
    """The same account as the next request sees it."""
    return User.objects.get(pk=user.pk)


# --- giving ---------------------------------------------------------------------------------------


def test_a_role_holds_from_today_when_no_day_is_said(person, manager):
    given = roles.grant(user=person, role="editor", by=manager)
    assert (given.starts_on, given.ends_on, given.granted_by) == (TODAY(), None, manager)
    assert fresh(person).live_roles == {"editor"}


def test_a_role_that_starts_tomorrow_gives_nothing_today(person, manager):
    roles.grant(user=person, role="editor", by=manager, starts_on=TODAY() + DAY)
    assert fresh(person).live_roles == set()


def test_a_role_holds_on_its_last_day(person, manager):
    roles.grant(user=person, role="editor", by=manager, ends_on=TODAY())
    assert fresh(person).live_roles == {"editor"}


def test_the_same_role_is_not_given_twice(person, manager):
    roles.grant(user=person, role="editor", by=manager)
    with pytest.raises(roles.RoleRefused, match="has this role already"):
        roles.grant(user=person, role="editor", by=manager)


def test_the_same_role_at_another_school_is_another_role(person, manager):
    for _ in range(2):
        roles.grant(user=person, role="lead", by=manager, school=SchoolFactory())
    assert person.grants.count() == 2


def test_a_role_that_ran_out_can_be_given_again(person, manager):
    old = grant(person, "editor", starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    new = roles.grant(user=person, role="editor", by=manager)
    old.refresh_from_db()
    assert (old.ended_at is not None, new.is_live) == (True, True)


def test_days_that_are_over_or_the_wrong_way_round_are_refused(person, manager):
    with pytest.raises(roles.RoleRefused, match="today or later"):
        roles.grant(user=person, role="editor", by=manager, ends_on=TODAY() - DAY)
    with pytest.raises(roles.RoleRefused, match="before its first"):
        roles.grant(
            user=person,
            role="editor",
            by=manager,
            starts_on=TODAY() + 3 * DAY,
            ends_on=TODAY() + DAY,
        )


# --- changing -------------------------------------------------------------------------------------


def test_a_change_of_days_and_region_is_on_the_trail(manager):
    officer = make_user("officer")
    north, last = RegionFactory(name="North"), TODAY() + 30 * DAY
    held = officer.grants.get()
    roles.change(grant=held, by=manager, starts_on=held.starts_on, ends_on=last, region=north)
    assert Entry.objects.about(held).get().fields == {
        "ends_on": {"from": None, "to": last.isoformat()},
        "region": {"from": None, "to": "North"},
    }


def test_a_change_that_changes_nothing_is_not_on_the_trail(manager):
    held = make_user("officer").grants.get()
    roles.change(grant=held, by=manager, starts_on=held.starts_on, ends_on=None, region=None)
    assert not Entry.objects.about(held).exists()


def test_an_officer_is_not_moved_to_a_region_that_they_have_already(manager):
    north = RegionFactory()
    officer = make_user("officer", scope={"region": north})
    second = grant(officer, "officer")
    with pytest.raises(roles.RoleRefused, match="in that region already"):
        roles.change(
            grant=second, by=manager, starts_on=second.starts_on, ends_on=None, region=north
        )


def test_a_role_that_ended_is_not_changed(manager):
    held = make_user("officer").grants.get()
    roles.end(grant=held, by=manager)
    with pytest.raises(roles.RoleRefused, match="has ended"):
        roles.change(grant=held, by=manager, starts_on=held.starts_on, ends_on=None)


# --- ending ---------------------------------------------------------------------------------------


def test_ending_is_noted_on_row_and_trail_and_told_by_e_mail(manager):
    officer = make_user("officer")
    ended = roles.end(grant=officer.grants.get(), by=manager, reason="Left the hub.")
    entry = Entry.objects.about(ended).get()
    message = Message.objects.get()
    assert (ended.ended_by, ended.is_live) == (manager, False)
    assert (entry.action, entry.actor_id, entry.reason) == ("ended", manager.pk, "Left the hub.")
    assert (message.to, message.template) == (officer.email, "people/email/role_ended")


def test_the_next_click_of_an_ended_officer_sees_nothing(manager):
    officer = make_user("officer")
    browser = Client()
    browser.force_login(officer)
    assert browser.get("/people/").status_code == 200
    roles.end(grant=officer.grants.get(), by=manager)
    response = browser.get("/people/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/people/")


def test_after_signing_in_again_nothing_of_the_role_is_left(manager):
    officer = make_user("officer")
    roles.end(grant=officer.grants.get(), by=manager)
    browser = Client()
    browser.force_login(fresh(officer))
    assert [browser.get(path).status_code for path in ("/people/", "/people/invite/")] == [403, 403]


def test_somebody_without_a_role_still_reaches_a_home_page(manager):
    officer = make_user("officer")
    roles.end(grant=officer.grants.get(), by=manager)
    browser = Client()
    browser.force_login(fresh(officer))
    assert browser.get("/home/", follow=True).status_code == 200


def test_sessions_stay_while_the_same_role_is_held_elsewhere(manager):
    here, there = SchoolFactory(), SchoolFactory()
    lead = make_user("lead", scope={"school": here})
    grant(lead, "lead", school=there)
    browser = Client()
    browser.force_login(lead)
    browser.get("/people/")
    roles.end(grant=lead.grants.get(school=here), by=manager)
    assert browser.get("/people/").status_code == 200


def test_tokens_for_programs_end_with_the_last_role(manager):
    officer = make_user("officer")
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=officer)
    roles.end(grant=officer.grants.get(), by=manager)
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_room_that_plugs_in_is_told_what_is_left(manager):
    told = []

    @on_role_ended
    def note(*, user, grant, by):
        told.append((user.live_roles, grant.role, by))

    try:
        editor = make_user("editor", "officer")
        roles.end(grant=editor.grants.get(role="officer"), by=manager)
    finally:
        from hub.accounts import leaving

        leaving._steps.remove(note)
    assert told == [({"editor"}, "officer", manager)]


def test_ending_twice_is_refused_and_told_once(manager):
    held = make_user("officer").grants.get()
    roles.end(grant=held, by=manager)
    with pytest.raises(roles.RoleRefused, match="has ended already"):
        roles.end(grant=held, by=manager)
    assert Message.objects.count() == 1


def test_when_a_step_fails_nothing_has_ended(manager):
    @on_role_ended
    def fail(*, user, grant, by):
        raise RuntimeError("a room is on fire")

    held = make_user("officer").grants.get()
    try:
        with pytest.raises(RuntimeError):
            roles.end(grant=held, by=manager)
    finally:
        from hub.accounts import leaving

        leaving._steps.remove(fail)
    held.refresh_from_db()
    assert (held.ended_at, Message.objects.count()) == (None, 0)


# --- days that run out ----------------------------------------------------------------------------


def test_a_role_gives_nothing_the_day_after_its_last(person):
    grant(person, "officer", starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    browser = Client()
    browser.force_login(person)
    assert browser.get("/people/").status_code == 403


def test_the_sweep_ends_roles_that_ran_out_and_signs_out(person):
    over = grant(person, "officer", starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    running = grant(make_user(), "officer", ends_on=TODAY())
    browser = Client()
    browser.force_login(person)
    browser.get("/home/")
    said = {name: said for name, said, _ in sweeps.run(only_due=False)}
    over.refresh_from_db()
    running.refresh_from_db()
    assert said["roles-that-ran-out"] == "1 role ended."
    assert (over.ended_at is not None, over.ended_by, running.ended_at) == (True, None, None)
    assert browser.get("/home/").status_code == 302


def test_sweeping_again_ends_nothing(person):
    grant(person, "officer", starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    assert [roles.close_those_that_ran_out() for _ in range(2)] == [1, 0]


# --- accounts -------------------------------------------------------------------------------------


def test_deactivating_ends_sessions_and_tokens_and_keeps_the_roles_written(manager):
    officer = make_user("officer")
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=officer)
    browser = Client()
    browser.force_login(officer)
    browser.get("/people/")
    closure.deactivate(user=officer, by=manager, reason="Left.")
    token.refresh_from_db()
    assert browser.get("/people/").status_code == 302
    assert token.revoked_at is not None
    assert officer.grants.get().ended_at is None
    assert fresh(officer).live_roles == set()


def test_reactivating_gives_back_the_roles(manager):
    officer = make_user("officer")
    closure.deactivate(user=officer, by=manager, reason="Left.")
    closure.reactivate(user=officer, by=manager, reason="Came back.")
    assert fresh(officer).live_roles == {"officer"}
    assert [message.template for message in Message.objects.order_by("pk")] == [
        "people/email/account_closed",
        "people/email/account_reopened",
    ]


def test_nobody_deactivates_themselves(manager):
    with pytest.raises(closure.ClosureRefused, match="your own account"):
        closure.deactivate(user=manager, by=manager, reason="Tired.")


def test_deactivating_twice_and_reactivating_the_active_are_refused(manager, officer):
    with pytest.raises(closure.ClosureRefused):
        closure.reactivate(user=officer, by=manager, reason="Why not.")
    closure.deactivate(user=officer, by=manager, reason="Left.")
    with pytest.raises(closure.ClosureRefused):
        closure.deactivate(user=officer, by=manager, reason="Left.")


def test_a_reset_takes_every_factor_signs_out_and_tells_the_person(manager):
    officer = make_user("officer")
    browser = Client()
    browser.force_login(officer)
    browser.get("/people/")
    second_factor_reset.reset(user=officer, by=manager, reason="Phone lost.")
    message = Message.objects.get()
    assert not Authenticator.objects.filter(user=officer).exists()
    assert browser.get("/people/").status_code == 302
    assert (message.to, message.template) == (officer.email, "people/email/second_factor_reset")
    assert Entry.objects.about(officer).filter(reason="Phone lost.").count() == 1
    assert fresh(officer).must_set_up_second_factor()


def test_nobody_resets_their_own_and_nothing_is_not_reset(manager, carer):
    with pytest.raises(second_factor_reset.ResetRefused, match="your own"):
        second_factor_reset.reset(user=manager, by=manager, reason="Lost.")
    with pytest.raises(second_factor_reset.ResetRefused, match="has no second factor"):
        second_factor_reset.reset(user=carer, by=manager, reason="Lost.")


def test_the_steps_of_leaving_may_run_twice(manager):
    officer = make_user("officer")
    for _ in range(2):
        run_steps(user=officer, grant=None, by=manager)
    assert RoleGrant.objects.filter(user=officer).count() == 1
