"""Roles and accounts of others: who may change them, and what follows."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import RoleGrant, User
from hub.permissions import may, require
from hub.trail.models import Entry
from tests.factories.accounts import grant, make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.hub.accounts.asking import as_, text
from tests.sign_in import sign_in

LIST = reverse("people:list")


def rights_on(by, person):
    held = person.grants.first()
    return {
        "change_grant": may(by, "accounts.change_grant", held),
        "close_account": may(by, "accounts.close_account", person),
        "reset_second_factor": may(by, "accounts.reset_second_factor", person),
        "end_sessions": may(by, "accounts.end_sessions", person),
    }


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_managers_and_administrators_may_do_all_of_it_to_others(role, lead):
    assert set(rights_on(make_user(role), lead).values()) == {True}


@pytest.mark.parametrize("role", ["manager", "admin", "head"])
def test_nobody_does_any_of_it_to_themselves(role, school):
    by = make_user(role, scope={"school": school} if role == "head" else {})
    assert set(rights_on(by, by).values()) == {False}


def test_a_head_changes_roles_and_lost_phones_of_the_own_school_alone(head, lead, stranger):
    assert rights_on(head, lead) == {
        "change_grant": True,
        "close_account": False,
        "reset_second_factor": True,
        "end_sessions": False,
    }
    assert set(rights_on(head, stranger).values()) == {False}


def test_a_head_does_not_change_what_somebody_of_the_school_is_elsewhere(head, lead):
    elsewhere = grant(lead, "lead", school=SchoolFactory())
    assert not may(head, "accounts.change_grant", elsewhere)


@pytest.mark.parametrize("other", ["tutor", "carer", "manager", "lead"])
def test_a_head_resets_no_second_factor_that_guards_more_than_the_school(head, lead, other):
    grant(lead, other)
    assert not may(head, "accounts.reset_second_factor", lead)


def test_a_lead_and_an_officer_change_no_roles(lead, officer, school):
    colleague = make_user("lead", scope={"school": school})
    assert [may(by, "accounts.change_grant", colleague.grants.get()) for by in (lead, officer)] == [
        False,
        False,
    ]


def test_the_head_of_yesterday_may_nothing(head, lead):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    head.grants.update(starts_on=yesterday, ends_on=yesterday)
    with pytest.raises(PermissionDenied):
        require(User.objects.get(pk=head.pk), "accounts.change_grant", lead.grants.get())


def test_a_head_ends_the_role_of_a_lead(client, head, lead):
    held = lead.grants.get()
    page = reverse("people:role_end", args=[held.pk])
    shown = text(as_(client, head).get(page))
    assert "Lena Lead no longer has the role" in shown
    assert RoleGrant.objects.get(pk=held.pk).is_live
    client.post(page, {"reason": ""})
    assert RoleGrant.objects.get(pk=held.pk).ended_by == head


def test_a_role_of_a_stranger_cannot_be_ended_by_its_number(client, head, stranger):
    held = stranger.grants.get()
    response = as_(client, head).post(reverse("people:role_end", args=[held.pk]), {"reason": ""})
    assert response.status_code == 404
    assert RoleGrant.objects.get(pk=held.pk).is_live


def test_ones_own_role_cannot_be_ended(client, manager):
    held = manager.grants.get()
    response = as_(client, manager).post(reverse("people:role_end", args=[held.pk]), {"reason": ""})
    assert response.status_code == 403
    assert RoleGrant.objects.get(pk=held.pk).is_live


def test_ending_a_role_that_ended_meanwhile_says_so(client, manager, lead):
    held = lead.grants.get()
    page = reverse("people:role_end", args=[held.pk])
    as_(client, manager).post(page, {"reason": ""})
    response = client.post(page, {"reason": ""})
    assert (response.status_code, "has ended already" in text(response)) == (422, True)


def test_an_officer_is_moved_to_another_region_until_a_day(client, manager):
    north = RegionFactory()
    officer = make_user("officer")
    held = officer.grants.get()
    last = timezone.localdate() + datetime.timedelta(days=40)
    as_(client, manager).post(
        reverse("people:role_change", args=[held.pk]),
        {
            "ends_on_0": last.day,
            "ends_on_1": last.month,
            "ends_on_2": last.year,
            "region": north.pk,
        },
    )
    held.refresh_from_db()
    assert (held.ends_on, held.region) == (last, north)


def test_a_last_day_that_is_past_comes_back_with_a_sentence(client, manager):
    held = make_user("officer").grants.get()
    response = as_(client, manager).post(
        reverse("people:role_change", args=[held.pk]),
        {"ends_on_0": "1", "ends_on_1": "1", "ends_on_2": "2020", "region": ""},
    )
    assert (response.status_code, "must be today or later" in text(response)) == (422, True)


def test_deactivating_needs_a_reason_and_happens_on_post_only(client, manager, lead):
    page = reverse("people:deactivate", args=[lead.pk])
    assert as_(client, manager).get(page).status_code == 200
    assert client.post(page, {"reason": " "}).status_code == 422
    assert User.objects.get(pk=lead.pk).is_active
    assert client.post(page, {"reason": "Left the school."}).status_code == 302
    assert not User.objects.get(pk=lead.pk).is_active


def test_resetting_a_second_factor_asks_who_one_is_first(client, manager, officer):
    page = reverse("people:second_factor", args=[officer.pk])
    response = as_(client, manager).post(page, {"reason": "Phone lost."})
    assert response.status_code == 302
    assert reverse("account_reauthenticate") in response["Location"]
    assert officer.authenticator_set.exists()


def test_a_second_factor_is_reset_by_somebody_who_just_proved_who_they_are(
    client, manager, officer
):
    page = reverse("people:second_factor", args=[officer.pk])
    sign_in(client, manager)
    assert client.post(page, {"reason": "Phone lost."})["Location"] == reverse(
        "people:person", args=[officer.pk]
    )
    assert not officer.authenticator_set.exists()


def test_somebody_is_signed_out_everywhere(client, manager, officer):
    from django.test import Client

    theirs = as_(Client(), officer)
    theirs.get(LIST)
    page = reverse("people:sign_out", args=[officer.pk])
    as_(client, manager).post(page, {"reason": "Tablet left on a train."})
    assert theirs.get(LIST).status_code == 302
    entry = Entry.objects.get(action="signed out")
    assert (entry.actor_id, entry.reason) == (manager.pk, "Tablet left on a train.")
