"""The terms of lessons: written by the hub, and kept with each place in the version agreed to."""

import pytest
from django.urls import reverse

from hub.content import editing
from hub.content.models import Page
from hub.places import verbs
from tests.factories.accounts import make_user
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import (
    EnrolmentFactory,
    PriceFactory,
    ProvisionFactory,
    make_offer,
)
from tests.sign_in import sign_in
from tuition.lesson_terms import CHANGED, SLUG
from tuition.models import BasketLine, Enrolment

pytestmark = pytest.mark.django_db


def rewrite(body):
    """The hub changes its terms."""
    page = Page.objects.get(slug=SLUG)
    editor = make_user("editor")
    return editing.save(
        page=page, title=page.title, body=body, based_on=page.version, by=editor
    ).version


def html(response):
    return response.content.decode()


@pytest.fixture
def parent(client):
    """A carer, signed in."""
    carer = make_carer()
    sign_in(client, carer.user)
    return carer


@pytest.fixture
def child(parent):
    return make_child(parent)


@pytest.fixture
def check(client, child):
    """Sends the basket with one group, as its check page stood; returns the answer."""
    PriceFactory()
    client.post(reverse("tuition:take", args=[ProvisionFactory().pk]))
    client.post(reverse("tuition:line", args=[BasketLine.objects.get().pk]), {"pupils": child.pk})
    form = client.get(reverse("tuition:check")).context["form"]
    sent = {name: form[name].value() for name in ("key", "seen", "terms_shown")} | {"terms": "on"}
    return lambda: client.post(reverse("tuition:check"), sent, follow=True)


@pytest.fixture
def accept(client, child):
    """The address at which the child's offer is accepted."""
    return reverse("tuition:accept", args=[make_offer(pupil=child).pk])


def test_a_place_keeps_the_version_that_was_agreed_to_when_it_was_booked(check):
    check()
    rewrite("Other terms.")
    assert Enrolment.objects.get().terms_version == 1


def test_terms_that_changed_since_the_page_are_shown_before_anything_is_sent(check, child):
    rewrite("We play at **seven**.")
    answer = html(check())
    assert (CHANGED in answer, "<strong>seven</strong>" in answer) == (True, True)
    assert not Enrolment.objects.filter(pupil=child).exists()


def test_the_accept_page_shows_the_terms_that_stand_and_the_place_keeps_them(client, accept, child):
    number = rewrite("We play at seven.")
    assert "We play at seven." in html(client.get(accept))
    client.post(accept, {"terms_shown": number})
    assert Enrolment.objects.get(pupil=child).terms_version == number


def test_an_offer_is_not_accepted_on_terms_that_stand_no_more(client, accept, child):
    rewrite("We play at seven.")
    answer = client.post(accept, {"terms_shown": 1}, follow=True)
    assert (CHANGED in html(answer), Enrolment.objects.get().state) == (True, "offered")


def test_a_family_reads_the_version_that_it_agreed_to(client, child):
    place = EnrolmentFactory(pupil=child, terms_version=1)
    rewrite("Other terms.")
    link = reverse("tuition:terms_version", args=[1])
    assert link in html(client.get(place.get_absolute_url()))
    page = html(client.get(link))
    assert ("Lessons go on" in page, "Other terms stand today" in page) == (True, True)


def test_an_unknown_version_is_not_there(client):
    assert client.get(reverse("tuition:terms_version", args=[2])).status_code == 404


def test_what_an_editor_writes_is_cleaned(client, accept):
    rewrite("<script>alert(1)</script> Fair <b onclick=x>terms</b>.")
    page = html(client.get(accept))
    assert ("alert(1)" in page, "onclick" in page, "Fair" in page) == (False, False, True)


def test_a_place_that_is_moved_keeps_its_terms(child):
    place = EnrolmentFactory(pupil=child, terms_version=1)
    moved = verbs.move(place=place, thing=ProvisionFactory(), by=make_user("office"))
    assert moved.terms_version == 1
