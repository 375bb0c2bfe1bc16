"""One lesson or group booked at once on its own page, without a basket."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.messaging.models import Message
from hub.people.models import Consent
from hub.trail.models import Entry
from tests.factories.people import CarerLinkFactory, make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_waiting
from tests.sign_in import sign_in
from tuition.models import Enrolment, Price, Provision

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, parent):
    return sign_in(client, parent.user)


def address(provision):
    return reverse("tuition:book", args=[provision.pk])


def page_of(client, provision):
    return client.get(reverse("tuition:provision", args=[provision.pk]))


def filled(page, *pupils, **more):
    """What a browser sends from the form of the page."""
    form, standing = page.context["form"], page.context["card"].standing
    data = {"act": standing.can, "price": page.context["price_mark"], "terms": "on"}
    data["terms_shown"] = page.context["terms"].version
    if "payer" in form.fields:
        data["payer"] = "me"
    return data | {"pupils": [each.pk for each in pupils]} | more


def book(client, provision, *pupils, **more):
    data = filled(page_of(client, provision), *pupils, **more)
    return client.post(address(provision), data)


def html(response):
    return " ".join(response.content.decode().split())


def states(*pupils):
    rows = Enrolment.objects.filter(pupil__in=pupils).order_by("pupil")
    return [str(each.state) for each in rows]


def test_a_place_is_taken_from_the_page_of_the_group(client, group, child, prices):
    done = client.get(book(client, group, child).url)
    assert ("The place is yours" in html(done), states(child)) == (True, ["confirmed"])
    assert Provision.objects.get(pk=group.pk).places_taken == 1


def test_what_is_taken_at_once_costs_what_the_page_said(client, group, child, prices):
    page = page_of(client, group)
    client.post(address(group), filled(page, child))
    place = Enrolment.objects.get()
    assert f"{place.price_lesson}/{place.price_term}" == page.context["price_mark"]
    assert (place.payer_carer.user, place.starts_on is not None) == (page.wsgi_request.user, True)


def test_a_price_that_changed_meanwhile_is_read_again_first(client, group, child, prices):
    data = filled(page_of(client, group), child)
    price = Price.objects.get()
    price.per_lesson += 1
    price.save()
    answer = client.post(address(group), data)
    assert (answer.status_code, states(child)) == (422, [])
    assert "The price has changed since you opened this page" in html(answer)
    assert answer.context["price_mark"] != data["price"]


def test_the_last_place_gone_meanwhile_makes_nobody_wait_unasked(client, child, prices):
    group = ProvisionFactory(capacity=1)
    data = filled(page_of(client, group), child, needs_adapted="on")
    EnrolmentFactory(provision=group, state="confirmed")
    Provision.objects.update(places_taken=1)
    answer = client.post(address(group), data)
    assert (answer.status_code, states(child)) == (422, [])
    assert "The last place has just gone" in html(answer)
    assert answer.context["button"] == "Join the waiting list"
    assert answer.context["form"]["needs_adapted"].value()


def test_who_finds_the_group_full_joins_its_list_from_the_same_page(client, child, prices):
    group = ProvisionFactory(capacity=1)
    EnrolmentFactory(provision=group, state="confirmed")
    Provision.objects.update(places_taken=1)
    done = client.get(book(client, group, child).url)
    assert ("Waiting" in html(done), states(child)) == (True, ["waiting"])


def test_who_joins_the_list_in_the_moment_that_a_place_comes_free_has_it(client, child, prices):
    group = ProvisionFactory(capacity=1)
    answer = client.post(address(group), filled(page_of(client, group), child, act="wait"))
    place = Enrolment.objects.get()
    assert (answer.status_code, place.state) == (302, "confirmed")
    assert place.price_term is not None


def test_a_place_that_somebody_waits_for_is_not_taken(client, child, prices):
    group = ProvisionFactory(capacity=1)
    data = filled(page_of(client, group), child)
    make_waiting(provision=group)
    assert client.post(address(group), data).status_code == 422
    assert states(child) == []


def test_lessons_to_be_arranged_are_applied_for_with_wishes(client, lessons, child, prices):
    done = client.get(book(client, lessons, child, wishes="Tuesdays after 3:30pm").url)
    place = Enrolment.objects.get()
    assert (place.state, place.wishes) == ("applied", "Tuesdays after 3:30pm")
    assert "We look for a tutor and a time" in html(done)


def test_terms_that_changed_meanwhile_are_read_again_first(client, group, child, prices):
    data = filled(page_of(client, group), child)
    data["terms_shown"] -= 1
    answer = client.post(address(group), data)
    assert (answer.status_code, states(child)) == (422, [])
    assert "The terms have changed since you opened this page" in html(answer)


def test_the_version_of_the_terms_agreed_to_is_kept(client, group, child, prices):
    page = page_of(client, group)
    client.post(address(group), filled(page, child))
    assert Enrolment.objects.get().terms_version == page.context["terms"].version


def test_two_children_are_booked_together_and_told_of_in_one_letter(
    client, parent, group, child, prices
):
    sibling = make_child(parent, first_name="Ben")
    done = client.get(book(client, group, child, sibling).url)
    assert states(child, sibling) == ["confirmed", "confirmed"]
    assert (child.called in html(done), sibling.called in html(done)) == (True, True)
    assert Message.objects.filter(template="tuition/email/outcome").count() == 1


def test_two_children_and_one_place_leave_both_as_they_were(client, parent, child, prices):
    group, sibling = ProvisionFactory(capacity=1), make_child(parent)
    answer = book(client, group, child, sibling)
    assert (answer.status_code, states(child, sibling)) == (422, [])
    assert "no longer a place for each of them" in html(answer)
    assert not Message.objects.filter(template="tuition/email/outcome").exists()


def test_a_second_click_leads_to_what_the_first_one_booked(client, group, child, prices):
    data = filled(page_of(client, group), child)
    urls = [client.post(address(group), data).url for _ in range(2)]
    assert (urls[0], Enrolment.objects.count()) == (urls[1], 1)


def test_without_the_terms_nothing_is_booked_and_what_was_ticked_stays(client, group, child):
    data = filled(page_of(client, group), child, **{f"consents_{child.pk}": ["photo"]})
    del data["terms"]
    answer = client.post(address(group), data)
    assert (answer.status_code, states(child)) == (422, [])
    assert "Tick the box to agree to the terms" in html(answer)
    assert answer.context["form"][f"consents_{child.pk}"].value() == ["photo"]


def test_consents_are_asked_apart_and_given_for_who_is_booked_alone(
    client, parent, group, child, prices
):
    sibling = make_child(parent, first_name="Ben")
    ticked = {f"consents_{each.pk}": ["photo"] for each in (child, sibling)}
    book(client, group, child, **ticked)
    assert [each.pupil for each in Consent.objects.all()] == [child]


def test_problems_are_listed_in_the_order_of_the_page(client, parent, group, child, prices):
    make_child(parent)
    data = filled(page_of(client, group))
    del data["terms"]
    answer = client.post(address(group), data)
    assert list(answer.context["form"].errors) == ["pupils", "terms"]


def test_somebody_elses_child_is_not_to_be_chosen(client, group, child, prices):
    other = make_child(make_carer())
    answer = book(client, group, other)
    assert (answer.status_code, states(other)) == (422, [])


def test_another_carer_who_pays_can_be_chosen(client, parent, group, child, prices):
    payer = make_carer()
    CarerLinkFactory(carer=payer, pupil=child, pays=True)
    book(client, group, child, payer=str(payer.pk))
    assert Enrolment.objects.get().payer_carer == payer


def test_why_a_child_cannot_be_booked_is_said_before_anything_is_filled_in(client, child):
    group = ProvisionFactory(from_year_group=7, to_year_group=9)
    page = page_of(client, group)
    assert f"{child.called} is in Year 4" in html(page)
    assert page.context["form"].is_empty


def test_somebody_signed_out_is_offered_the_basket(group, prices):
    from django.test import Client

    page = html(page_of(Client(), group))
    assert (reverse("tuition:take", args=[group.pk]) in page, address(group) in page) == (
        True,
        False,
    )


def test_what_is_booked_at_once_is_on_the_trail(client, parent, group, child, prices):
    book(client, group, child)
    entry = Entry.objects.get(object_type="tuition.enrolment")
    assert (entry.action, entry.actor_id) == ("confirmed", parent.user.pk)


def test_a_whole_enrolment_asks_twenty_statements_at_most(client, group, child, prices):
    # The first request of a session is noted once, and prices and dates are read once.
    page_of(client, group)
    counted = []
    with CaptureQueriesContext(connection) as asked:
        page = page_of(client, group)
    counted.append(len(asked))
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address(group), filled(page, child))
    counted.append(len([each for each in asked if "SAVEPOINT" not in each["sql"]]))
    with CaptureQueriesContext(connection) as asked:
        client.get(answer.url)
    counted.append(len(asked))
    assert counted[1] <= 10, counted
    assert sum(counted) <= 20, counted
