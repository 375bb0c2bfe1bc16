"""What carers say of a child, and whom else they ask in."""

import pytest
from django.urls import reverse

from hub.people.models import CarerInvitation, CarerLink, Consent, Needs, Pupil
from tests.factories.people import (
    CarerLinkFactory,
    ConsentFactory,
    make_carer,
    make_child,
)
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory
from tests.hub.home.test_homes import text_of

ASKED = {
    "email": "other@homes.example",
    "relationship": "father",
    "has_responsibility": "yes",
    "rights": "see",
}


def page_of(name, pupil):
    return reverse(f"family:{name}", args=[pupil.pk])


def test_no_answer_yet_is_not_the_same_as_nothing(signed_in, child):
    assert "You have not told us yet" in text_of(signed_in.get(page_of("child", child)))
    assert signed_in.post(page_of("needs", child)).url == page_of("consents", child)
    text = text_of(signed_in.get(page_of("child", child)))
    assert ("You have not told us yet" in text, "Nothing we need to know" in text) == (False, True)


def test_needs_are_shown_back_and_changed(signed_in, child):
    told = {"access": "Large print", "emergency_name": "Granny", "emergency_phone": "01632 960555"}
    ConsentFactory(pupil=child)
    assert signed_in.post(page_of("needs", child), told).url == page_of("child", child)
    assert "Granny, 01632 960555" in text_of(signed_in.get(page_of("child", child)))
    assert "Large print" in signed_in.get(page_of("needs", child)).content.decode()


def test_a_name_without_a_number_is_no_help_in_an_emergency(signed_in, child):
    answer = signed_in.post(page_of("needs", child), {"emergency_name": "Granny"})
    assert "Enter the phone number of this person" in text_of(answer)
    assert not Needs.objects.exists()


def test_an_emergency_number_can_be_dialled(signed_in, child):
    told = {"emergency_name": "Granny", "emergency_phone": "ask me"}
    answer = signed_in.post(page_of("needs", child), told)
    assert list(answer.context["form"].errors) == ["emergency_phone"]


def test_ones_own_address_is_refused_beside_the_box(signed_in, child, carer):
    sent = ASKED | {"email": carer.email, "pupils": [child.pk]}
    answer = signed_in.post(page_of("invite", child), sent)
    assert list(answer.context["form"].errors) == ["email"]


def test_by_every_note_stands_whom_to_phone_about_safeguarding(signed_in, child):
    text = text_of(signed_in.get(page_of("needs", child)))
    assert "Do not write safeguarding concerns here" in text


def test_consents_are_ticked_apart_and_the_past_is_shown(signed_in, child, carer):
    page = page_of("consents", child)
    signed_in.post(page, {"photo": "on", "school": "on"})
    signed_in.post(page, {"photo": "on"})
    live = Consent.objects.live().values_list("kind", flat=True)
    assert list(live) == ["photo"]
    text = text_of(signed_in.get(page))
    assert "Taken back: Telling the school" in text
    assert "by you" in text_of(signed_in.get(page_of("child", child)))


def test_another_school_is_told(signed_in, child):
    new = SchoolFactory(name="Elm Grove School")
    sent = {"schooling": "school", "school": "Elm Grove School"}
    sent |= {"from_on_0": "1", "from_on_1": "9", "from_on_2": "2026"}
    signed_in.post(page_of("school", child), sent)
    child.refresh_from_db()
    assert child.school == new


def test_another_carer_is_asked_in_and_the_invitation_taken_back(signed_in, child):
    answer = signed_in.post(page_of("invite", child), ASKED | {"pupils": [child.pk]}, follow=True)
    assert "The invitation is on its way to other@homes.example" in text_of(answer)
    invitation = CarerInvitation.objects.get()
    page = reverse("family:take_back", args=[invitation.pk])
    assert page in answer.content.decode()
    assert signed_in.get(page).status_code == 200
    signed_in.post(page)
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    assert "in use" not in text_of(signed_in.post(page, follow=True))


def test_a_child_of_another_family_cannot_be_slipped_in(signed_in, child):
    strange = make_child(make_carer())
    sent = ASKED | {"pupils": [child.pk, strange.pk]}
    assert signed_in.post(page_of("invite", child), sent).status_code == 422
    assert not CarerInvitation.objects.exists()


def test_the_last_who_books_is_told_what_to_do(signed_in, child):
    EnrolmentFactory(pupil=child)
    for answer in (signed_in.get(page_of("leave", child)), signed_in.post(page_of("leave", child))):
        assert answer.status_code == 409
        assert "Stop them first, or invite another carer" in text_of(answer)
    assert CarerLink.objects.live().count() == 1


def test_who_leaves_is_told_so_and_sees_the_child_no_more(signed_in, child, carer):
    signed_in.post(page_of("leave", child))
    assert not Pupil.objects.visible_to(carer).exists()


def test_what_one_is_to_the_child_is_said_anew(signed_in, child):
    sent = {"relationship": "guardian", "has_responsibility": "no"}
    signed_in.post(page_of("bond", child), sent)
    assert "Guardian" in text_of(signed_in.get(page_of("child", child)))


def test_an_adult_learner_has_no_carers_to_invite(signed_in, carer):
    link = {"relationship": "self", "has_responsibility": False}
    adult = make_child(make_carer(carer), link=link, is_adult=True)
    text = text_of(signed_in.get(page_of("child", adult)))
    assert ("Who looks after" in text, "Telling the school" in text) == (False, False)
    answers = {n: signed_in.get(page_of(n, adult)).status_code for n in ("invite", "leave", "bond")}
    assert answers == {"invite": 403, "leave": 403, "bond": 404}


@pytest.mark.parametrize("number", [0, 8])
def test_the_page_of_a_child_costs_as_many_statements_however_many_carers(
    signed_in, child, number, django_assert_max_num_queries
):
    CarerLinkFactory.create_batch(number, pupil=child)
    signed_in.get(page_of("child", child))
    with django_assert_max_num_queries(32):
        signed_in.get(page_of("child", child))


@pytest.mark.query_bound("api:children-list")
@pytest.mark.parametrize("number", [1, 12])
def test_the_api_lists_ones_own_children_in_as_many_statements(
    signed_in, carer, number, django_assert_max_num_queries
):
    row = make_carer(carer)
    for _ in range(number):
        make_child(row)
    make_child(make_carer())
    signed_in.get("/api/v1/children/")
    with django_assert_max_num_queries(10):
        assert len(signed_in.get("/api/v1/children/").json()["results"]) == number
