"""People and roles: who sees whom, the list of them, and the page of one."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import RoleGrant
from hub.accounts.people import people_seen_by, row
from hub.trail.models import Entry
from tests.factories.accounts import grant, make_user
from tests.factories.invitations import invite
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.asking import as_, text

LIST = reverse("people:list")


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
