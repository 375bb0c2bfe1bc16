"""A school asks for lessons for a pupil, and the carer completes it."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from hub.messaging.models import Message
from schools.next_steps import steps_for
from tests.factories.accounts import make_user
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import ProvisionFactory
from tests.sign_in import sign_in
from tests.tuition.at_school.conftest import YEAR
from tuition.at_school import applying
from tuition.models import Enrolment, SchoolApplication


@pytest.fixture
def ask(client, oak):
    """Asks for the child, as the lead; returns the path of the link in the letter."""
    sign_in(client, oak.lead)

    def asks(**more):
        typed = {
            "provision": oak.group.pk,
            "pupil_name": "Mia Miller",
            "year_group": "4",
            "carer_email": oak.carer.email.upper(),
        }
        answer = client.post(f"{oak.url}apply/", typed | more)
        assert answer.status_code == 302, answer.content.decode()
        return link()

    return asks


def link():
    text = Message.objects.order_by("pk").last().text
    return re.search(r"(/lessons/for-your-child/\S+)", text)[1]


def agreed(pupil, **more):
    """What the carer sends for one of their children."""
    return {"pupil": pupil.pk, "terms": "on", **more}


def opened_by(user):
    return sign_in(Client(), user)


def test_the_letter_tells_nothing_of_pupil_or_school(ask, oak):
    ask()
    letter = Message.objects.last()
    for secret in ("Mia", "Miller", "Oakfield"):
        assert secret not in letter.text + letter.html + letter.subject
    assert (letter.to, letter.is_secret) == (oak.carer.email.lower(), True)


def test_before_signing_in_the_link_says_neither_name_nor_school(ask, client):
    path = ask()
    text = Client().get(path).content.decode()
    assert "Mia" not in text
    assert "Oakfield" not in text
    assert "Create one" in text


def test_the_carer_chooses_the_child_and_has_an_enrolment(ask, oak):
    path = ask()
    answer = opened_by(oak.carer.user).post(path, agreed(oak.child))
    place = Enrolment.objects.get(pupil=oak.child)
    assert answer.url == place.get_absolute_url()
    assert (place.provision, place.state, place.payer_carer) == (
        oak.group,
        "confirmed",
        oak.carer,
    )
    application = SchoolApplication.objects.get()
    assert (application.pupil_name, application.enrolment) == ("", place)


def test_a_link_is_used_once(ask, oak):
    path = ask()
    carer = opened_by(oak.carer.user)
    carer.post(path, agreed(oak.child))
    assert carer.post(path, agreed(oak.child)).status_code == 410
    assert Enrolment.objects.count() == 1


def test_another_account_is_told_to_use_the_right_one(ask, oak):
    path = ask()
    other = make_carer()
    answer = opened_by(other.user).get(path)
    assert answer.status_code == 403
    assert "Mia" not in answer.content.decode()


def test_a_link_ends(ask, oak):
    path = ask()
    SchoolApplication.objects.update(expires_at=timezone.now())
    assert opened_by(oak.carer.user).get(path).status_code == 410
    assert applying.forget_late() == 1
    assert SchoolApplication.objects.get().pupil_name == ""
    assert applying.forget_late() == 0


def test_a_new_link_takes_the_place_of_the_old(ask, client, oak):
    old = ask()
    client.post(f"/lessons/asked/{SchoolApplication.objects.get().pk}/send-again/")
    carer = opened_by(oak.carer.user)
    assert [carer.get(path).status_code for path in (old, link())] == [404, 200]


def test_what_is_taken_back_leads_nowhere(ask, client, oak):
    path = ask()
    client.post(f"/lessons/asked/{SchoolApplication.objects.get().pk}/take-back/")
    assert SchoolApplication.objects.get().pupil_name == ""
    assert opened_by(oak.carer.user).get(path).status_code == 410


def test_who_has_no_child_here_yet_adds_one_and_comes_back(ask, oak):
    path = ask(carer_email="new@homes.example")
    newcomer = make_user("carer", email="new@homes.example")
    text = opened_by(newcomer).get(path).content.decode()
    assert f"/family/children/add/?next={path.replace('/', '%2F')}" in text


def test_a_child_of_others_cannot_be_chosen(ask, oak):
    path = ask()
    stranger = make_child(make_carer())
    answer = opened_by(oak.carer.user).post(path, agreed(stranger))
    assert answer.status_code == 422


def test_a_child_too_old_is_refused_with_a_sentence(ask, oak):
    path = ask()
    old = make_child(oak.carer, born_on=datetime.date(2012, 1, 1), school=oak.school)
    answer = opened_by(oak.carer.user).post(path, agreed(old))
    assert answer.status_code == 422
    assert "is for Year 3 to Year 6" in answer.content.decode()


def test_a_carer_of_whom_the_place_is_kept_does_not_read_of_the_school(ask, oak):
    path = ask()
    oak.carer.links.update(restriction="whereabouts", restriction_words="A court’s order")
    text = opened_by(oak.carer.user).get(path).content.decode()
    assert "Oakfield" not in text
    assert "violin" in text.lower()


def test_the_same_is_not_asked_for_twice(ask, client, oak):
    ask()
    typed = {
        "provision": oak.group.pk,
        "pupil_name": "mia miller",
        "carer_email": oak.carer.email,
    }
    answer = client.post(f"{oak.url}apply/", typed)
    assert answer.status_code == 422
    assert "stands already" in answer.content.decode()


def test_what_is_for_another_school_cannot_be_asked_for(client, oak):
    other = ProvisionFactory(year=YEAR)
    sign_in(client, oak.lead)
    typed = {"provision": other.pk, "pupil_name": "Mia", "carer_email": "a@homes.example"}
    assert client.post(f"{oak.url}apply/", typed).status_code == 422


def test_the_school_reads_how_it_stands(ask, client, oak):
    path = ask()
    assert "Waits for the carer" in client.get(f"{oak.url}pupils/").content.decode()
    steps = [step.text for step in steps_for(oak.school, user=oak.lead)]
    assert "See lessons that you asked for" in steps
    opened_by(oak.carer.user).post(path, agreed(oak.child))
    assert "Completed by the carer" in client.get(f"{oak.url}pupils/").content.decode()


def test_a_head_reads_and_does_not_ask(client, oak):
    sign_in(client, oak.head)
    assert client.get(f"{oak.url}pupils/").status_code == 200
    assert client.get(f"{oak.url}apply/").status_code == 403
