"""The page behind a carer's invitation."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from hub.people.models import Pupil
from tests.factories.accounts import make_user
from tests.factories.people import make_carer
from tests.hub.home.test_homes import text_of
from tests.rows.family import invitation_of


@pytest.fixture
def mother(db):
    return make_carer()


def page_of(token):
    return reverse("family:invitation", args=[token])


def proven(**fields):
    user = make_user("carer", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    return user


def test_who_has_no_account_makes_one_and_sees_the_child(client, mother):
    invitation, token = invitation_of(mother.user, email="new@homes.example")
    pupil = invitation.pupils.get()
    text = text_of(client.get(page_of(token)))
    assert (mother.name in text, pupil.first_name in text) == (True, False)
    sent = {"name": "New Carer", "password": "crotchet-and-quaver-9"}
    text = text_of(client.post(page_of(token), sent, follow=True))
    assert ("You now look after these children" in text, pupil.last_name in text) == (True, True)


def test_who_has_an_account_signs_in_first_and_then_accepts(client, mother):
    other = proven()
    invitation, token = invitation_of(mother.user, email=other.email)
    pupil = invitation.pupils.get()
    assert "You have an account already" in text_of(client.get(page_of(token)))
    client.force_login(other)
    assert pupil.full_name in text_of(client.get(page_of(token)))
    assert not Pupil.objects.visible_to(other).exists()
    client.post(page_of(token))
    assert list(Pupil.objects.visible_to(other)) == [pupil]


def test_another_account_is_refused_and_told_how_to_change(client, mother):
    invitation, token = invitation_of(mother.user, email="new@homes.example")
    client.force_login(proven())
    answer = client.get(page_of(token))
    text = text_of(answer)
    assert (answer.status_code, "another e-mail address" in text, "Sign out" in text) == (
        403,
        True,
        True,
    )
    assert invitation.pupils.get().last_name not in text


def test_used_once_it_opens_nothing_more(client, mother):
    other = proven()
    _, token = invitation_of(mother.user, email=other.email)
    client.force_login(other)
    client.post(page_of(token))
    assert (client.get(page_of(token)).status_code, client.post(page_of(token)).status_code) == (
        410,
        410,
    )


def test_a_made_up_link_is_unknown(client, db):
    assert client.get(page_of("made-up")).status_code == 404
