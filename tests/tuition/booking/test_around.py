"""What booking says elsewhere: on My family, on the home page, in the API."""

import pytest
from django.urls import reverse

from hub.accounts.choices import Role
from hub.home.registry import things_to_do
from hub.people.choices import Restriction
from hub.people.family.cards import blocks_of
from hub.people.models import CarerLink, Pupil
from tests.factories.accounts import make_user
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_offer, make_waiting
from tests.sign_in import sign_in
from tuition.booking.family_blocks import asked_for, offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(child, group):
    """A place that the child is offered."""
    return make_offer(pupil=child, provision=group, price_lesson=8, price_term=88)


def test_an_offer_stands_on_the_card_of_the_child(parent, child, offer):
    block = offers(parent.user, [child])[child.pk][0]
    assert (block.title, block.lines[0].url) == (
        "An offer to answer",
        f"/lessons/offers/{offer.pk}/",
    )


def test_what_was_asked_for_stands_on_the_card_without_a_place_that_is_kept(parent, child):
    waiting = make_waiting(pupil=child, provision=ProvisionFactory(title="Oak School strings"))
    line = asked_for(parent.user, [child])[child.pk][0].lines[0]
    assert (line.text, line.status) == ("Oak School strings", "Waiting list")
    CarerLink.objects.update(restriction=Restriction.WHEREABOUTS)
    line = asked_for(parent.user, [child])[child.pk][0].lines[0]
    assert (line.text, line.url) == ("Violin, small group", waiting.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 4])
def test_cards_ask_the_database_no_more_for_many(
    rows, parent, child, group, django_assert_num_queries
):
    for _ in range(rows):
        make_offer(pupil=child, provision=ProvisionFactory())
    assert parent.user.live_roles  # read once a request
    with django_assert_num_queries(1):
        offers(parent.user, [child])
    assert blocks_of(parent.user, [Pupil.objects.get(pk=child.pk)])[child.pk]


def test_an_offer_is_a_thing_to_do_until_it_is_answered(parent, offer):
    texts = [todo.text for todo in things_to_do(parent.user, "parent")]
    assert f"Answer the offer {offer.reference}" in texts
    CarerLink.objects.update(may_book=False)
    texts = [todo.text for todo in things_to_do(parent.user, "parent")]
    assert f"Answer the offer {offer.reference}" not in texts


def test_the_api_gives_carers_their_own_rows_without_a_name(client, parent, child, offer):
    stranger = make_carer()
    EnrolmentFactory(pupil=make_child(stranger))
    sign_in(client, parent.user)
    rows = client.get(reverse("api:enrolments-list")).json()["results"]
    assert [(row["reference"], row["learner"], row["price_term"]) for row in rows] == [
        (offer.reference, child.reference, "88.00")
    ]
    assert child.first_name not in str(rows)


def test_the_api_keeps_the_place_and_the_price_from_whom_it_must(client, parent, child, offer):
    CarerLink.objects.update(restriction=Restriction.WHEREABOUTS)
    sign_in(client, parent.user)
    row = client.get(reverse("api:enrolments-detail", args=[offer.pk])).json()
    assert (row["venue"], row["weekday"]) == (None, 2)
    tutor = make_user(Role.TUTOR)
    place = EnrolmentFactory(provision=ProvisionFactory(tutor=tutor), price_term=88)
    sign_in(client, tutor)
    row = client.get(reverse("api:enrolments-detail", args=[place.pk])).json()
    assert (row["price_term"], row["venue"]) == (None, str(place.provision.venue))


@pytest.mark.query_bound("api:enrolments-list")
@pytest.mark.parametrize("rows", [1, 5])
def test_the_api_asks_no_more_for_many(rows, client, parent, child, django_assert_max_num_queries):
    for _ in range(rows):
        EnrolmentFactory(pupil=child, provision=ProvisionFactory())
    sign_in(client, parent.user)
    client.get(reverse("api:enrolments-list"))
    with django_assert_max_num_queries(5):
        client.get(reverse("api:enrolments-list"))
