"""Inviting somebody to a role by the pages, and the invitations that were sent."""

import pytest
from django.urls import reverse

from hub.accounts.models import Invitation
from tests.factories.invitations import invite
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.asking import as_, text
from tests.sign_in import sign_in


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
