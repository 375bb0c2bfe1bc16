"""A visitor or carer puts a basket together; places in groups are held while they choose."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.places.choices import PlaceState
from hub.places.verbs import lapse
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_waiting
from tests.sign_in import sign_in
from tuition.booking.sweeps import forget_baskets
from tuition.choices import ProvisionState
from tuition.models import Basket, BasketLine, Enrolment, Provision

pytestmark = pytest.mark.django_db


def take(client, provision, **data):
    return client.post(reverse("tuition:take", args=[provision.pk]), data, follow=True)


def taken(provision):
    return Provision.objects.get(pk=provision.pk).places_taken


def words(response):
    return [str(message) for message in response.context["messages"]]


def test_a_group_that_a_visitor_takes_is_held(client, group, prices):
    page = take(client, group).content.decode()
    assert (taken(group), Enrolment.objects.get().state) == (1, PlaceState.HELD)
    assert "We are holding these places until" in page
    assert "Keep them 30 minutes longer" in page
    assert "£8 a lesson" in page


def test_lessons_to_be_arranged_stand_in_the_basket_and_hold_nothing(client, lessons):
    page = take(client, lessons).content.decode()
    assert (taken(lessons), Enrolment.objects.count()) == (0, 0)
    assert "To apply for" in page
    assert "We are holding" not in page


def test_a_full_group_stands_in_the_basket_for_its_waiting_list(client):
    group = ProvisionFactory(capacity=1, places_taken=1, wait_terms=2)
    response = take(client, group)
    assert "you can join the waiting list" in words(response)[0]
    assert "The wait is about two terms." in response.content.decode()


def test_a_group_for_which_somebody_waits_is_not_held_for_the_next_click(client, group):
    make_waiting(provision=group)
    take(client, group)
    assert (taken(group), BasketLine.objects.get().place) == (0, None)


def test_a_double_click_is_one_wish_and_another_child_is_asked_for(client, group):
    take(client, group)
    take(client, group)
    assert (taken(group), BasketLine.objects.count()) == (1, 1)
    take(client, group, another="1")
    assert (taken(group), BasketLine.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"opens_on": datetime.date(2099, 9, 3)}, "can be booked from 3 September 2099."),
        ({"closes_on": datetime.date(2020, 9, 3)}, "could be booked until 3 September 2020."),
        (
            {"starts_on": datetime.date(2020, 9, 1), "ends_on": datetime.date(2021, 7, 1)},
            "is not offered any more.",
        ),
    ],
)
def test_what_cannot_be_booked_now_says_why_and_is_not_held(client, fields, sentence):
    group = ProvisionFactory(title="Violins", **fields)
    assert words(take(client, group)) == [f"Violins {sentence}"]
    assert taken(group) == 0


def test_a_draft_is_nobodys_to_take(client):
    group = ProvisionFactory(state=ProvisionState.DRAFT)
    assert take(client, group).status_code == 404


def test_a_visitor_holds_no_more_than_the_hub_says(client, set_rule):
    set_rule("holds-a-visitor", 2)
    for group in ProvisionFactory.create_batch(2):
        take(client, group)
    third = ProvisionFactory()
    assert "the most at one time" in words(take(client, third))[0]
    assert (taken(third), BasketLine.objects.count()) == (0, 2)


def test_visitors_of_one_network_hold_no_more_than_the_hub_says(set_rule):
    set_rule("holds-an-address", 5)
    group = ProvisionFactory(capacity=20)
    for _ in range(5):
        take(Client(), group)
    assert "sign in or create an account" in words(take(Client(), group))[0]
    take(Client(REMOTE_ADDR="192.0.2.7"), group)  # somebody elsewhere
    assert taken(group) == 6


def test_the_network_address_is_kept_as_a_mark_alone(client, group):
    take(client, group)
    basket = Basket.objects.get()
    assert (len(basket.address_hash), "127.0.0.1" in basket.address_hash) == (64, False)


def test_what_a_visitor_took_is_theirs_after_signing_in(client, group, parent):
    take(client, group)
    sign_in(client, parent.user)
    assert "Held for you" in client.get(reverse("tuition:basket")).content.decode()
    basket = Basket.objects.get()
    assert (basket.user, basket.address_hash) == (parent.user, "")


def test_signing_in_puts_it_with_what_is_in_the_basket_of_the_account(
    client, group, lessons, parent
):
    theirs = sign_in(Client(), parent.user)
    take(theirs, lessons)
    take(client, group)
    sign_in(client, parent.user)
    basket = Basket.objects.get()
    assert {line.provision for line in basket.entries.all()} == {group, lessons}
    assert Enrolment.objects.get().basket == basket


def test_taking_a_line_out_frees_the_place(client, group):
    take(client, group)
    line = BasketLine.objects.get()
    client.post(reverse("tuition:remove_line", args=[line.pk]))
    assert (taken(group), BasketLine.objects.count()) == (0, 0)


def test_nobody_takes_out_what_is_in_somebody_elses_basket(client, group):
    take(client, group)
    line = BasketLine.objects.get()
    stranger = Client()
    take(stranger, ProvisionFactory())
    answer = stranger.post(reverse("tuition:remove_line", args=[line.pk]))
    assert (answer.status_code, taken(group)) == (404, 1)


def test_places_are_kept_longer_and_not_for_ever(client, group, set_rule):
    take(client, group)
    place = Enrolment.objects.get()
    early = timezone.now() + datetime.timedelta(minutes=2)
    Enrolment.objects.update(held_until=early)
    assert words(client.post(reverse("tuition:keep_longer"), follow=True)) == []
    place.refresh_from_db()
    assert place.held_until > early
    Enrolment.objects.update(applied_at=timezone.now() - datetime.timedelta(hours=2))
    answer = client.post(reverse("tuition:keep_longer"), follow=True)
    assert words(answer) == [
        "We could not keep every place longer. Please book now what you want to have."
    ]


def test_a_hold_that_ran_out_is_said_and_can_be_tried_again(client, group):
    take(client, group)
    past = timezone.now() - datetime.timedelta(minutes=1)
    Enrolment.objects.update(held_until=past)
    lapse(place=Enrolment.objects.get())
    line = BasketLine.objects.get()
    assert "No longer held" in client.get(reverse("tuition:basket")).content.decode()
    page = client.post(reverse("tuition:hold_again", args=[line.pk]), follow=True)
    assert "Held for you" in page.content.decode()
    assert taken(group) == 1


def test_an_empty_basket_says_what_will_be_here(client):
    assert "Nothing is in your basket yet" in client.get(reverse("tuition:basket")).content.decode()


@pytest.mark.query_bound("tuition:basket")
@pytest.mark.parametrize("rows", [1, 6])
def test_the_page_asks_the_database_no_more_for_many_lines(
    rows, client, prices, django_assert_max_num_queries
):
    basket = Basket.objects.create(key=uuid.uuid4())
    session = client.session
    session["basket"] = str(basket.key)
    session.save()
    for _ in range(rows):
        BasketLine.objects.create(basket=basket, provision=ProvisionFactory())
    client.get(reverse("tuition:basket"))
    with django_assert_max_num_queries(8):
        client.get(reverse("tuition:basket"))


def test_baskets_are_forgotten_after_a_month_and_places_stay(client, group, parent):
    take(client, group)
    place = EnrolmentFactory(provision=ProvisionFactory(), basket=Basket.objects.get())
    lapse(place=_past(Enrolment.objects.get(pupil=None)))
    Basket.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert forget_baskets() == "1 old baskets forgotten"
    assert (Basket.objects.count(), list(Enrolment.objects.all())) == (0, [place])


def _past(place):
    place.held_until = timezone.now() - datetime.timedelta(minutes=1)
    place.save()
    return place
