"""Offers are read, accepted, declined or given back for another; and things are taken back."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.messaging.models import Message
from hub.people.choices import Restriction
from hub.people.models import CarerLink
from hub.places import verbs
from hub.places.choices import PlaceState
from tests.factories.people import CarerLinkFactory, make_carer, make_child
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    make_offer,
    make_waiting,
)
from tests.sign_in import sign_in
from tuition.models import BasketLine, Enrolment

pytestmark = pytest.mark.django_db
YES, NO, ANOTHER = {}, {"answer": "no", "reason": "Wednesdays"}, {"answer": "another"}


def html(response):
    return " ".join(response.content.decode().split())


def state(place):
    return Enrolment.objects.get(pk=place.pk).state


def url(name, place):
    return reverse(f"tuition:{name}", args=[place.pk])


@pytest.fixture
def client(client, parent):
    return sign_in(client, parent.user)


@pytest.fixture
def offer(child, group, prices):
    """A place that the child is offered, at £8 a lesson."""
    return make_offer(pupil=child, provision=group, price_lesson=8, price_term=88)


@pytest.fixture
def past(child, group):
    """An offer whose time is over, and that nobody has taken back yet."""
    early = timezone.now() - datetime.timedelta(hours=1)
    return make_offer(pupil=child, provision=group, answer_by=early)


def test_an_offer_names_day_price_notice_and_until_when(client, offer, group):
    page = html(client.get(url("offer", offer)))
    for words in (
        "Wednesdays, 4pm",
        group.venue.name,
        "£8 a lesson, £88 a term",
        "Tell us by",
        f"{offer.answer_by:%A %-d %B %Y}",
        "Nothing: we send an invoice",
    ):
        assert words in page


def test_who_is_signed_out_signs_in_first(offer):
    assert Client().get(url("offer", offer)).url.startswith("/accounts/login/?next=")


def test_another_family_gets_no_such_page(offer):
    stranger = make_carer()
    make_offer(pupil=make_child(stranger))
    theirs = sign_in(Client(), stranger.user)
    assert [
        theirs.get(url(name, offer)).status_code for name in ("offer", "accept", "decline")
    ] == [404] * 3


def test_it_is_accepted_after_a_check_page_and_once(client, offer, child):
    assert "When you accept, you agree" in html(client.get(url("accept", offer)))
    answers = [client.post(url("accept", offer), follow=True) for _ in range(2)]
    assert state(offer) == PlaceState.CONFIRMED
    assert ["The place is yours" in html(each) for each in answers] == [True, True]
    assert [each.template for each in Message.objects.all()] == ["tuition/email/outcome"]


def test_it_is_declined_and_goes_to_the_next_with_a_letter_each(client, offer, group):
    waiting = make_waiting(provision=group)
    type(group).objects.update(capacity=1)
    other = CarerLinkFactory(pupil=waiting.pupil).carer
    client.post(url("decline", offer), NO)
    assert (state(offer), state(waiting)) == (PlaceState.DECLINED, PlaceState.OFFERED)
    letters = {each.to: each.template for each in Message.objects.all()}
    assert letters[other.email] == "tuition/email/offer"
    assert Enrolment.objects.get(pk=offer.pk).reason == "Wednesdays"


def test_another_one_keeps_them_on_the_list(client, offer):
    client.post(url("decline", offer), ANOTHER | {"reason": "Too late in the day"})
    assert Enrolment.objects.get(pk=offer.pk).is_asking
    assert "You stay on the list" in html(client.get(url("offer", offer)))


def test_no_without_a_reason_is_asked_again(client, offer):
    answer = client.post(url("decline", offer), {"answer": "no"})
    assert (answer.status_code, state(offer)) == (422, PlaceState.OFFERED)


def test_after_its_time_there_is_a_way_on(client, past):
    page = html(client.post(url("accept", past), follow=True))
    assert ("time to answer is over" in page, "Apply again" in page) == (True, True)
    assert client.get(url("decline", past)).status_code == 302
    verbs.lapse(place=past)
    page = html(client.get(url("offer", past)))
    assert "Apply again" in page
    client.post(reverse("tuition:take", args=[past.provision_id]))
    assert BasketLine.objects.get().provision_id == past.provision_id


def test_declined_in_one_tab_and_accepted_in_another_is_told(client, offer):
    client.post(url("decline", offer), NO)
    page = html(client.post(url("accept", offer), follow=True))
    assert "was declined" in page
    assert state(offer) == PlaceState.DECLINED


def test_a_carer_who_only_sees_reads_it_and_does_not_answer(client, offer):
    CarerLink.objects.update(may_book=False)
    assert "answers this offer" in html(client.get(url("offer", offer)))
    assert client.post(url("accept", offer)).status_code == 403


def test_where_it_is_taught_is_kept_from_whom_it_must_be(client, offer, group):
    CarerLink.objects.update(restriction=Restriction.WHEREABOUTS)
    pages = [html(client.get(url(name, offer))) for name in ("offer", "accept", "decline")]
    assert [group.venue.name in page for page in pages] == [False] * 3
    assert "Wednesdays, 4pm" in pages[0]


def test_who_must_not_be_in_contact_knows_of_nothing(client, offer):
    CarerLink.objects.update(may_book=False, pays=False, restriction=Restriction.CONTACT)
    assert client.get(url("offer", offer)).status_code == 404


@pytest.mark.parametrize(
    ("event", "template"),
    [
        ("reminded", "offer_reminder"),
        ("lapsed", "offer_lapsed"),
        ("refused", "refused"),
        ("moved", "moved"),
        ("ended", "ended"),
    ],
)
def test_each_event_has_its_letter_to_each_carer(offer, parent, event, template):
    from hub.places.kinds import kind_of

    apart = make_carer()
    CarerLinkFactory(
        carer=apart, pupil=offer.pupil, may_book=False, restriction=Restriction.WHEREABOUTS
    )
    kind_of(offer).told(offer, event, None)
    kind_of(offer).told(offer, event, None)  # what is told twice is written once
    letters = {each.to: each for each in Message.objects.all()}
    assert set(letters) == {parent.user.email, apart.user.email}
    assert {each.template for each in letters.values()} == {f"tuition/email/{template}"}
    assert offer.provision.venue.name not in letters[apart.user.email].text
    for letter in letters.values():
        assert offer.pupil.first_name not in letter.subject + letter.text + letter.html


# --- taking back --------------------------------------------------------------------------------
def test_a_turn_on_the_list_is_taken_back_after_a_check_page(client, child, group):
    waiting = make_waiting(pupil=child, provision=group)
    assert "You leave the list" in html(client.get(url("withdraw", waiting)))
    client.post(url("withdraw", waiting), {"reason": ""})
    assert state(waiting) == PlaceState.WITHDRAWN


def test_a_place_is_given_back_before_it_begins_and_not_afterwards(client, child):
    later = timezone.localdate() + datetime.timedelta(days=30)
    coming = EnrolmentFactory(pupil=child, provision=ProvisionFactory(), starts_on=later)
    client.post(url("withdraw", coming), {"reason": "We move away"})
    assert state(coming) == PlaceState.WITHDRAWN
    begun = EnrolmentFactory(pupil=child, provision=ProvisionFactory())
    page = html(client.post(url("withdraw", begun), {"reason": ""}))
    assert ("they end with notice" in page, state(begun)) == (True, PlaceState.CONFIRMED)


def test_what_is_taken_back_is_not_the_first_in_turn_afterwards(client, child):
    group = ProvisionFactory(capacity=1, places_taken=1)
    mine, other = (make_waiting(provision=group, pupil=child), make_waiting(provision=group))
    client.post(url("withdraw", mine), {"reason": ""})
    again = verbs.enter(place=Enrolment(provision=group, pupil=child), by=None)
    assert list(Enrolment.objects.filter(provision=group).waiting().in_turn()) == [other, again]
