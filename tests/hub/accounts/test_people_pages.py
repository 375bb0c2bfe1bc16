"""People and roles: who sees whom, and who may do what about it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import Invitation, RoleGrant, User
from hub.accounts.people import people_seen_by, row
from hub.permissions import may, require
from hub.trail.models import Entry
from tests.factories.accounts import grant, make_user
from tests.factories.invitations import invite
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.sign_in import sign_in

LIST = reverse("people:list")


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school}, name="Hana Head")


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Lena Lead")


@pytest.fixture
def stranger(db):
    """The lead of another school: somebody whom a head must not see."""
    return make_user("lead", name="Stan Stranger")


def as_(client, user):
    client.force_login(user)
    return client


def text(response):
    return " ".join(response.content.decode().split())


# --- who sees whom --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_managers_and_administrators_see_everybody(role, lead, stranger, carer):
    seen = people_seen_by(make_user(role))
    assert {lead, stranger, carer} <= set(seen)


@pytest.mark.parametrize("role", ["head", "lead"])
def test_heads_and_leads_see_the_people_of_their_school(role, school, lead, stranger, carer):
    by = make_user(role, scope={"school": school})
    assert set(people_seen_by(by)) == {by, lead}


def test_an_officer_sees_the_people_of_schools(officer, lead, stranger, carer, manager):
    assert set(people_seen_by(officer)) == {officer, lead, stranger}


def test_a_head_sees_no_role_that_somebody_has_elsewhere(head, lead, school):
    grant(lead, "carer")
    grant(lead, "lead", school=SchoolFactory(name="Elsewhere"))
    (seen,) = [row(user) for user in people_seen_by(head) if user == lead]
    assert seen.roles == f"School music lead ({school})"


def test_a_head_learns_nothing_of_other_roles_by_filtering(head, lead):
    grant(lead, "carer")
    assert list(people_seen_by(head, role="carer")) == []


def test_a_head_is_offered_the_roles_of_a_school_to_filter_by(client, head):
    offered = as_(client, head).get(LIST).context["filters"].fields["role"].choices
    assert [value for value, _ in offered] == ["", "lead", "head", "bursar"]


def test_somebody_whose_role_at_the_school_ended_is_no_longer_seen_by_its_head(
    head, lead, manager, client
):
    RoleGrant.objects.filter(user=lead).update(ended_at=timezone.now())
    page = reverse("people:person", args=[lead.pk])
    assert as_(client, head).get(page).status_code == 404


@pytest.mark.parametrize("role", ["bursar", "trust", "carer", "tutor", "office", "finance"])
def test_others_have_no_page_of_people(role, client, db):
    assert as_(client, make_user(role)).get(LIST).status_code == 403


# --- the list -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("dvorak", True),
        ("DVOŘÁK marek", True),
        ("marek.d@", True),
        ("nobody", False),
        ("%", False),
        ("_", False),
        ("\\", False),
    ],
)
def test_search_finds_names_and_addresses_without_accents(q, found, manager):
    marek = make_user("tutor", name="Marek Dvořák", email="marek.d@people.example")
    assert (marek in people_seen_by(manager, q=q)) is found


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("live", {"live"}),
        ("none", {"ended", "coming", "nothing"}),
        ("closed", {"closed"}),
        ("", {"live", "ended", "coming", "nothing", "closed"}),
    ],
)
def test_the_state_filter(state, who, administrator):
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    make_user("tutor", name="live")
    grant(make_user(name="ended"), "tutor", starts_on=today - 9 * day, ends_on=today - day)
    grant(make_user(name="coming"), "tutor", starts_on=today + day)
    make_user(name="nothing")
    make_user("tutor", name="closed", is_active=False)
    found = people_seen_by(administrator, state=state).exclude(pk=administrator.pk)
    assert {user.name for user in found} == who


def test_the_role_filter_looks_at_roles_that_hold_today(manager):
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    tutor = make_user("tutor")
    grant(make_user(), "tutor", starts_on=today + day)
    assert list(people_seen_by(manager, role="tutor")) == [tutor]


@pytest.mark.parametrize(
    "query",
    [
        "?sort=password",
        "?sort=-",
        "?page=-1",
        "?page=999999999999999999999",
        "?page=x",
        "?role=king",
        "?state=asleep",
        "?q=" + "x" * 500,
        "?unknown=1",
        "?sort=name&sort=email",
    ],
)
def test_odd_addresses_show_the_list(query, client, manager):
    assert as_(client, manager).get(LIST + query).status_code == 200


def test_a_nul_byte_in_the_search_is_no_fault(client, manager):
    assert as_(client, manager).get(LIST + "?q=%00").status_code in {200, 400}


@pytest.mark.parametrize("people", [3, 24])
def test_the_list_asks_a_bounded_number_of_questions(
    people, client, manager, django_assert_max_num_queries
):
    for _ in range(people):
        make_user("lead", "tutor", "carer")
    as_(client, manager).get(LIST)
    with django_assert_max_num_queries(9):
        client.get(LIST)


def test_the_list_has_pages(client, manager):
    for _ in range(30):
        make_user("carer")
    first = as_(client, manager).get(LIST)
    second = client.get(LIST + first.context["page"].next_url)
    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 6)


def test_the_export_is_the_filtered_list_with_formulas_made_harmless(client, manager):
    make_user("tutor", name="=cmd|' /C calc'!A0", email="evil@people.example")
    make_user("carer", name="Somebody Else")
    response = as_(client, manager).get(reverse("people:export") + "?role=tutor")
    lines = b"".join(response.streaming_content).decode().lstrip("\ufeff").splitlines()
    assert lines[0] == "Name,E-mail address,Roles,State,Last signed in"
    assert [line.split(",")[:4] for line in lines[1:]] == [
        ["'=cmd|' /C calc'!A0", "evil@people.example", "Tutor", "Active"]
    ]


def test_the_export_is_on_the_trail(client, manager):
    as_(client, manager).get(reverse("people:export"))
    assert Entry.objects.get(action="exported people").actor_id == manager.pk


# --- one person -----------------------------------------------------------------------------------


def test_the_page_of_a_person_shows_roles_invitations_and_trail(client, manager, lead):
    invite(lead.email, "tutor", manager)
    shown = text(as_(client, manager).get(reverse("people:person", args=[lead.pk])))
    words = ("Lena Lead", "School music lead", "Waiting", "Invited", "What has happened")
    assert [word in shown for word in words] == [True] * 5


def test_a_head_sees_no_trail_and_no_account_actions(client, head, lead):
    shown = text(as_(client, head).get(reverse("people:person", args=[lead.pk])))
    assert [
        words in shown for words in ("What has happened", "Deactivate", "Sign out everywhere")
    ] == [False] * 3
    assert reverse("people:role_end", args=[lead.grants.get().pk]) in shown


@pytest.mark.parametrize("grants", [1, 6])
def test_the_page_of_a_person_asks_a_bounded_number_of_questions(
    grants, client, manager, django_assert_max_num_queries
):
    person = make_user()
    for _ in range(grants):
        grant(person, "lead")
        invite(person.email, "lead", None, school=SchoolFactory())
    page = reverse("people:person", args=[person.pk])
    as_(client, manager).get(page)
    with django_assert_max_num_queries(16):
        client.get(page)


# --- who may do what ------------------------------------------------------------------------------


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


# --- doing it -------------------------------------------------------------------------------------


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


# --- inviting -------------------------------------------------------------------------------------


def test_a_head_is_offered_the_roles_of_a_school(client, head):
    page = as_(client, head).get(reverse("people:invite"))
    assert [choice.text for choice in page.context["choices"]] == [
        "School music lead",
        "Head teacher",
        "School bursar",
    ]


def test_a_head_invites_a_lead_to_the_own_school(client, head, school):
    page = reverse("people:invite_to", args=["lead"])
    response = as_(client, head).post(page, {"email": "new@people.example", "school": school.pk})
    assert response.status_code == 302
    assert Invitation.objects.values_list("email", "role", "school").get() == (
        "new@people.example",
        "lead",
        school.pk,
    )


def test_a_foreign_school_that_is_posted_is_not_taken(client, head):
    page = reverse("people:invite_to", args=["lead"])
    response = as_(client, head).post(
        page, {"email": "new@people.example", "school": SchoolFactory().pk}
    )
    assert (response.status_code, Invitation.objects.count()) == (422, 0)


@pytest.mark.parametrize(("role", "status"), [("officer", 403), ("manager", 403), ("king", 404)])
def test_a_role_that_one_may_not_give_has_no_form(client, head, role, status):
    page = reverse("people:invite_to", args=[role])
    assert sign_in(client, head).get(page).status_code == status
    assert client.post(page, {"email": "new@people.example"}).status_code == status


def test_appointing_a_manager_asks_who_one_is_first(client, manager):
    page = reverse("people:invite_to", args=["manager"])
    typed = {"email": "new@people.example"}
    response = as_(client, manager).post(page, typed)
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()
    assert sign_in(client, manager).post(page, typed).status_code == 302
    assert Invitation.objects.get().role == "manager"


def test_a_manager_finds_a_school_by_part_of_its_name(client, manager):
    for number in range(12):
        SchoolFactory(name=f"Oak {number} Primary School")
    alban = SchoolFactory(name="St Alban's Infant School")
    as_(client, manager).post(
        reverse("people:invite_to", args=["lead"]),
        {"email": "new@people.example", "school": "alban"},
    )
    assert Invitation.objects.get().school == alban


def test_several_schools_that_match_come_back_to_choose_from(client, manager):
    for number in range(12):
        SchoolFactory(name=f"Ash {number} Primary School")
    oaks = [SchoolFactory(name=f"Oak {number} School") for number in range(3)]
    page = reverse("people:invite_to", args=["lead"])
    typed = {"email": "new@people.example", "school": "oak"}
    response = as_(client, manager).post(page, typed)
    assert (response.status_code, "Choose the school that you mean" in text(response)) == (
        422,
        True,
    )
    client.post(page, {**typed, "school_choice": oaks[1].pk})
    assert Invitation.objects.get().school == oaks[1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter part of the school"),
        ("zzz", "No open school matches"),
        ("School", "More than 10 match"),
        ("99999999999999999999", "No open school matches"),
        ("\0", ""),
        ("%", "No open school matches"),
    ],
)
def test_a_school_that_cannot_be_found_is_a_sentence(typed, sentence, client, manager):
    for _ in range(12):
        SchoolFactory()
    response = as_(client, manager).post(
        reverse("people:invite_to", args=["lead"]), {"email": "n@people.example", "school": typed}
    )
    assert response.status_code in {400, 422}
    assert sentence in text(response)


def test_the_form_comes_with_the_address_of_the_person_it_was_opened_for(client, manager, lead):
    page = reverse("people:invite_to", args=["officer"])
    response = as_(client, manager).get(f"{page}?person={lead.pk}")
    assert response.context["form"].initial == {"email": lead.email}


def test_a_person_whom_one_may_not_see_fills_in_nothing(client, head, stranger):
    page = reverse("people:invite_to", args=["lead"])
    response = as_(client, head).get(f"{page}?person={stranger.pk}")
    assert response.context["form"].initial == {}


@pytest.mark.parametrize("person", ["x", "-1", "9" * 23, "9" * 5000, "%00", ""])
def test_an_odd_person_in_the_address_is_ignored(client, manager, person):
    page = f"{reverse('people:invite')}?person={person}"
    assert as_(client, manager).get(page).status_code in {200, 400}


# --- invitations sent -----------------------------------------------------------------------------


def test_a_head_sees_invitations_to_the_own_school_only(client, head, manager, school):
    invite("a@people.example", "lead", manager, school=school)
    invite("b@people.example", "lead", manager, school=SchoolFactory())
    invite("c@people.example", "officer", manager)
    page = as_(client, head).get(reverse("people:invitations"))
    assert [row.email for row in page.context["page"]] == ["a@people.example"]


def test_an_invitation_is_withdrawn_after_a_check_page(client, manager):
    sent = invite("a@people.example", "officer", manager)
    page = reverse("people:invitation_withdraw", args=[sent.pk])
    assert as_(client, manager).get(page).status_code == 200
    assert Invitation.objects.get().state == "waiting"
    client.post(page)
    assert Invitation.objects.get().state == "revoked"


def test_an_invitation_is_sent_again(client, manager):
    sent = invite("a@people.example", "officer", manager)
    as_(client, manager).post(reverse("people:invitation_resend", args=[sent.pk]))
    assert Invitation.objects.get().times_sent == 2


def test_an_invitation_of_strangers_is_not_there(client, head, manager):
    sent = invite("a@people.example", "officer", manager)
    for name in ("people:invitation_withdraw", "people:invitation_resend"):
        assert as_(client, head).post(reverse(name, args=[sent.pk])).status_code == 404
    assert Invitation.objects.get().state == "waiting"


@pytest.mark.parametrize("rows", [2, 20])
def test_the_list_of_invitations_asks_a_bounded_number_of_questions(
    rows, client, manager, django_assert_max_num_queries
):
    for number in range(rows):
        invite(f"p{number}@people.example", "lead", manager, school=SchoolFactory())
    page = reverse("people:invitations")
    as_(client, manager).get(page)
    with django_assert_max_num_queries(9):
        client.get(page)
