"""Whose pages open for whom: one's own, another household's, and behind a restriction."""

import pytest
from django.urls import reverse

from hub.people.models import CarerLink, Pupil
from tests.factories.people import ConsentFactory, make_carer, make_child
from tests.hub.home.test_homes import text_of
from tests.hub.people.family.conftest import EMERGENCY, SCHOOL, STREET

PAGES = ["child", "child_change", "needs", "consents", "school", "invite", "leave", "bond"]
BOOKS, SEES = {}, {"may_book": False}
WHEREABOUTS = {"restriction": "whereabouts"}
CONTACT = {"restriction": "contact", "may_book": False, "pays": False}
BLIND = {"may_see": False, "may_book": False}
NONE = dict.fromkeys(PAGES, 404)
ALL = dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize(
    ("link", "answers"),
    [
        (BOOKS, ALL),
        (SEES, dict.fromkeys(PAGES, 403) | {"child": 200, "leave": 200, "bond": 200}),
        (WHEREABOUTS, ALL | {"needs": 403, "school": 403, "invite": 403}),
        (CONTACT, NONE),
        (BLIND, NONE),
    ],
)
def test_which_pages_of_a_child_open(signed_in, household, link, answers):
    pupil, _ = household(**link)
    found = {
        name: signed_in.get(reverse(f"family:{name}", args=[pupil.pk])).status_code
        for name in PAGES
    }
    assert found == answers


def test_no_page_of_another_familys_child_opens(signed_in, child):
    strange = make_child(make_carer())
    found = {
        name: signed_in.get(reverse(f"family:{name}", args=[strange.pk])).status_code
        for name in PAGES
    }
    assert found == NONE


def test_no_page_opens_of_a_child_that_one_has_left(signed_in, child, carer):
    CarerLink.objects.filter(pupil=child).update(ended_at="2030-01-01T00:00Z")
    found = signed_in.get(reverse("family:child", args=[child.pk])).status_code
    assert (found, Pupil.objects.visible_to(carer).exists()) == (404, False)


@pytest.mark.parametrize(
    ("link", "sees"),
    [
        (BOOKS, {"school": True, "emergency": True, "other carer": True}),
        (SEES, {"school": True, "emergency": True, "other carer": True}),
        (WHEREABOUTS, {"school": False, "emergency": False, "other carer": False}),
    ],
)
def test_what_the_pages_tell_of_a_child(signed_in, household, link, sees):
    pupil, mother = household(**link)
    ConsentFactory(pupil=pupil, given_by=mother.user)
    open_pages = [
        signed_in.get(reverse(f"family:{name}", args=[pupil.pk]))
        for name in ("child", "consents", "child_change", "leave")
    ]
    text = " ".join(text_of(page) for page in open_pages if page.status_code == 200)
    text += text_of(signed_in.get(reverse("family:home")))
    text += signed_in.get("/api/v1/children/").content.decode()
    found = {
        "school": SCHOOL in text,
        "emergency": EMERGENCY in text,
        "other carer": mother.name in text,
    }
    assert found == sees
    hidden = [STREET, mother.email, mother.phone, "whereabouts"]
    assert [words for words in hidden if words in text] == []


def test_who_is_kept_away_is_not_named_to_the_other_household(client, household, carer):
    pupil, mother = household(**WHEREABOUTS)
    client.force_login(mother.user)
    text = text_of(client.get(reverse("family:child", args=[pupil.pk])))
    assert carer.name not in text


def test_an_invitation_cannot_be_taken_back_by_another(client, signed_in, child, carer):
    from tests.rows.family import invitation_of

    invitation, _ = invitation_of(make_carer().user)
    page = reverse("family:take_back", args=[invitation.pk])
    assert (signed_in.get(page).status_code, signed_in.post(page).status_code) == (404, 404)


def test_somebody_signed_out_is_asked_to_sign_in(client, child):
    answers = {client.get(reverse(f"family:{n}", args=[child.pk])).status_code for n in PAGES}
    assert answers == {302}
