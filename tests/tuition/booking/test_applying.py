"""Several children and lessons in one go: chosen, checked, sent once, told truthfully."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.messaging.models import Message
from hub.people.choices import Relationship, Restriction
from hub.people.models import CarerLink, Consent
from hub.places.choices import PlaceState
from hub.places.verbs import lapse
from tests.factories.people import (
    CarerLinkFactory,
    NeedsFactory,
    PupilFactory,
    born,
    make_carer,
    make_child,
)
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    make_lessons,
    make_school_venue,
)
from tests.sign_in import sign_in
from tuition.booking import applying
from tuition.booking.rules import learners, why_not
from tuition.models import Basket, BasketLine, Enrolment, Provision

pytestmark = pytest.mark.django_db
CHECK = "tuition:check"


def take(client, provision, **data):
    return client.post(reverse("tuition:take", args=[provision.pk]), data)


def choose(client, line, *pupils, **more):
    data = {"pupils": [each.pk for each in pupils], **more}
    return client.post(reverse("tuition:line", args=[line.pk]), data, follow=True)


def send(client, **more):
    form = client.get(reverse(CHECK)).context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on", **more}
    return client.post(reverse(CHECK), data)


def states(pupil):
    return {str(each.state) for each in Enrolment.objects.filter(pupil=pupil)}


def html(response):
    return response.content.decode()


@pytest.fixture
def client(client, parent):
    return sign_in(client, parent.user)


@pytest.fixture
def sent(client, group, child, prices):
    """The answer to a basket with one group for one child."""
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    return send(client)


def test_a_group_is_taken_and_lessons_are_applied_for_in_one_go(
    client, parent, child, group, lessons, prices
):
    sibling = make_child(parent, first_name="Ben")
    take(client, group)
    take(client, lessons)
    choose(client, BasketLine.objects.get(provision=group), child, sibling)
    page = choose(client, BasketLine.objects.get(provision=lessons), sibling, wishes="Tuesdays")
    assert (html(page).count("Take the place that we hold"), "Tuesdays" in html(page)) == (2, True)
    answer = send(client)
    assert (states(child), states(sibling)) == ({"confirmed"}, {"confirmed", "applied"})
    done = html(client.get(answer.url))
    assert ("Confirmed" in done, "Applied" in done, "Thank you, we have it" in done) == (True,) * 3


def test_each_child_has_a_hold_of_their_own(client, parent, child, group):
    sibling = make_child(parent)
    take(client, group)
    choose(client, BasketLine.objects.get(), child, sibling)
    assert Provision.objects.get(pk=group.pk).places_taken == 2
    assert {line.pupil for line in BasketLine.objects.all()} == {child, sibling}


def test_the_second_child_waits_when_one_place_is_left(client, parent, child):
    group, sibling = ProvisionFactory(capacity=1), make_child(parent)
    take(client, group)
    page = choose(client, BasketLine.objects.get(), child, sibling)
    assert "There is no place left for" in html(page)
    send(client)
    assert (states(child), states(sibling)) == ({"confirmed"}, {"waiting"})


def test_sent_twice_it_is_sent_once(client, group, child):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    form = client.get(reverse(CHECK)).context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on"}
    urls = {client.post(reverse(CHECK), data).url for _ in range(2)}
    assert (len(urls), Enrolment.objects.count()) == (1, 1)


def test_what_was_added_in_another_tab_is_shown_before_it_is_sent(client, group, lessons, child):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    form = client.get(reverse(CHECK)).context["form"]
    take(client, lessons)
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on"}
    page = client.post(reverse(CHECK), data, follow=True)
    assert "Your basket has changed" in html(page)
    assert states(child) == set()


def test_without_the_terms_nothing_is_sent_and_what_was_ticked_stays(client, group, child):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    form = client.get(reverse(CHECK)).context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value()}
    answer = client.post(reverse(CHECK), data | {f"consents_{child.pk}": ["photo"]})
    assert (answer.status_code, states(child)) == (422, set())
    assert 'value="photo" checked' in " ".join(html(answer).split()) or "checked" in html(answer)


def test_a_hold_that_ran_out_while_reading_is_still_taken_when_there_is_room(client, group, child):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    Enrolment.objects.update(held_until=timezone.now() - datetime.timedelta(minutes=1))
    lapse(place=Enrolment.objects.get())
    assert "We no longer hold one" in html(client.get(reverse(CHECK)))
    send(client)
    assert states(child) == {"confirmed"}


def test_what_has_just_gone_is_said_and_loses_nothing_else(client, child, lessons):
    group = ProvisionFactory(capacity=1)
    take(client, group)
    take(client, lessons)
    for line in BasketLine.objects.all():
        choose(client, line, child)
    Enrolment.objects.update(held_until=timezone.now() - datetime.timedelta(minutes=1))
    lapse(place=Enrolment.objects.get())
    EnrolmentFactory(provision=Provision.objects.get(pk=group.pk))
    page = html(client.get(send(client).url))
    assert ("Just gone" in page, "join its waiting list" in page) == (True, True)
    assert states(child) == {"applied"}
    assert [line.provision for line in Basket.objects.get(done_at=None).entries.all()] == [group]
    send(client)
    assert states(child) == {"applied", "waiting"}


def test_the_letter_names_no_child_and_has_one_for_each_carer(sent, parent, child):
    other = make_carer()
    message = Message.objects.get()
    assert (message.to, message.template) == (parent.user.email, "tuition/email/outcome")
    assert message.subject == f"Your place is confirmed ({Enrolment.objects.get().reference})"
    assert child.called not in message.subject + message.text + message.html
    assert "calendar.ics" in message.text
    assert other.user.email not in Message.objects.values_list("to", flat=True)


def test_restrictions_hold_in_letters(client, parent, child, group):
    apart, away = make_carer(), make_carer()
    CarerLinkFactory(
        carer=apart, pupil=child, may_book=False, pays=False, restriction=Restriction.WHEREABOUTS
    )
    CarerLinkFactory(
        carer=away, pupil=child, may_book=False, pays=False, restriction=Restriction.CONTACT
    )
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    send(client)
    texts = {each.to: each.text for each in Message.objects.all()}
    assert set(texts) == {parent.user.email, apart.user.email}
    where = group.venue.name
    assert (where in texts[parent.user.email], where in texts[apart.user.email]) == (True, False)


def test_the_price_that_was_shown_is_written_down(sent, prices):
    place = Enrolment.objects.get()
    assert (place.price_lesson, place.price_term is not None) == (prices.per_lesson, True)


def test_the_first_day_and_the_payer_are_written_down(sent, parent):
    place = Enrolment.objects.get()
    assert (place.starts_on, place.payer_carer) == (timezone.localdate(), parent)


def test_consents_are_asked_apart_and_none_is_ticked_before(client, group, child):
    take(client, group)
    page = html(choose(client, BasketLine.objects.get(), child))
    assert ("What you may agree to" in page, "checked" in page) == (True, False)
    send(client, **{f"consents_{child.pk}": ["photo", "nonsense"]})
    assert [each.kind for each in Consent.objects.filter(pupil=child)] == ["photo"]


def test_consents_for_somebody_elses_child_are_nobodys_to_give(client, group, child):
    strange = PupilFactory()
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    send(client, **{f"consents_{strange.pk}": ["photo"]})
    assert Consent.objects.count() == 0


def test_the_file_for_the_calendar_names_nobody(client, sent, child, group):
    place = Enrolment.objects.get()
    answer = client.get(reverse("tuition:calendar_file", args=[place.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Music lesson" in html(answer)
    assert child.first_name not in html(answer)


def test_somebody_elses_basket_is_not_there(client, sent, group):
    stranger = make_carer()
    theirs = sign_in(Client(), stranger.user)
    make_child(stranger)
    assert theirs.get(sent.url).status_code == 404
    take(client, group)
    line = BasketLine.objects.get(outcome="", basket__done_at=None)
    assert theirs.get(reverse("tuition:line", args=[line.pk])).status_code == 404


def test_nobody_books_for_a_child_of_another_family(client, group, child):
    take(client, group)
    answer = choose(client, BasketLine.objects.get(), PupilFactory())
    assert (answer.status_code, BasketLine.objects.get().pupil) == (422, None)


@pytest.mark.parametrize(
    "link",
    [
        {"may_book": False, "pays": False},
        {"may_book": False, "pays": False, "restriction": "contact"},
    ],
)
def test_a_carer_who_may_not_book_does_not(client, parent, group, child, link):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    CarerLink.objects.update(**link)
    page = html(client.get(reverse(CHECK)))
    assert "You cannot book for this learner" in page
    form = client.get(reverse(CHECK)).context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on"}
    client.post(reverse(CHECK), data)
    assert (states(child), Provision.objects.get(pk=group.pk).places_taken) == (set(), 0)


def test_a_visitor_signs_in_before_choosing_for_whom(group):
    client = Client()
    take(client, group)
    line = BasketLine.objects.get()
    for url in (reverse(CHECK), reverse("tuition:line", args=[line.pk])):
        assert client.get(url).url.startswith("/accounts/login/?next=")


def test_a_child_added_in_between_leads_back(client, group):
    take(client, group)
    line = BasketLine.objects.get()
    page = html(client.get(reverse("tuition:line", args=[line.pk])))
    assert f"/family/children/add/?next=%2Flessons%2Fbasket%2F{line.pk}%2F" in page


def test_what_another_carer_pays_is_offered_where_it_may_be_known(client, parent, child, group):
    other = make_carer()
    CarerLinkFactory(carer=other, pupil=child, relationship=Relationship.FATHER)
    take(client, group)
    line = BasketLine.objects.get()
    assert str(other) in html(client.get(reverse("tuition:line", args=[line.pk])))
    choose(client, line, child, payer=str(other.pk))
    send(client)
    assert Enrolment.objects.get().payer_carer == other


def test_a_restricted_carer_is_no_payer_to_choose(client, parent, child, group):
    other = make_carer()
    CarerLinkFactory(carer=other, pupil=child, restriction=Restriction.WHEREABOUTS)
    take(client, group)
    line = BasketLine.objects.get()
    assert str(other) not in html(client.get(reverse("tuition:line", args=[line.pk])))


@pytest.mark.parametrize("rows", [1, 5])
def test_the_check_page_asks_no_more_for_many_lines(
    rows, client, child, prices, django_assert_max_num_queries
):
    basket = Basket.objects.create(
        key="8d6c6d5e-9b1e-4f4e-8b52-2f6f2a3b9f01", user=child.created_by
    )
    basket.user = CarerLink.objects.get().carer.user
    basket.save()
    for group in ProvisionFactory.create_batch(rows):
        BasketLine.objects.create(basket=basket, provision=group, pupil=child)
    client.get(reverse(CHECK))
    with django_assert_max_num_queries(9):
        client.get(reverse(CHECK))


def test_few_statements_send_a_basket_and_few_are_the_whole_journey(client, group, child, prices):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    client.get(reverse(CHECK))

    def asked(work):
        with CaptureQueriesContext(connection) as found:
            answer = work()
        real = [each["sql"] for each in found.captured_queries]
        return answer, [sql for sql in real if not sql.startswith(("SAVEPOINT", "RELEASE"))]

    page, before = asked(lambda: client.get(reverse(CHECK)))
    form = page.context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on"}
    answer, sending = asked(lambda: client.post(reverse(CHECK), data))
    _, after = asked(lambda: client.get(answer.url))
    assert len(sending) <= 10
    assert len(before) + len(sending) + len(after) <= 20


# --- for whom ---------------------------------------------------------------------------------
def reason(provision, pupil, carer):
    found = learners(carer.user, provision).get(pk=pupil.pk)
    return why_not(provision, found, has_plan=found.has_plan, live=found.live)


def test_a_child_of_another_year_is_refused_in_words(parent):
    child = make_child(parent, first_name="Ada", born_on=born(13))
    group = ProvisionFactory(title="Violins")
    assert reason(group, child, parent).startswith("Violins is for Year 3 to Year 6. Ada is in")


def test_adults_and_children_are_told_apart(parent):
    child = make_child(parent)
    adult = make_child(
        parent, is_adult=True, born_on=born(40), link={"relationship": Relationship.SELF}
    )
    for_adults = make_lessons(
        title="Evening cello", from_year_group=None, to_year_group=None, is_for_adults=True
    )
    assert reason(for_adults, child, parent) == "Evening cello is for adults."
    assert reason(for_adults, adult, parent) == ""
    violins = ProvisionFactory(title="Violins")
    assert reason(violins, adult, parent) == "Violins is for children and young people."


def test_a_learner_of_20_with_a_plan_learns_on_where_the_oldest_do(parent):
    young = make_child(parent, born_on=born(20))
    lessons = make_lessons(title="Voice", from_year_group=7, to_year_group=13)
    assert reason(lessons, young, parent) == "Voice is for Year 7 to Year 13."
    NeedsFactory(pupil=young, has_ehcp=True)
    assert reason(lessons, young, parent) == ""


def test_what_is_for_a_schools_own_pupils_is_for_them_alone(parent):
    venue = make_school_venue()
    own = make_child(parent, school=venue.school)
    other = make_child(parent)
    group = ProvisionFactory(title="Strings", venue=venue, only_own_pupils=True)
    assert reason(group, own, parent) == ""
    assert reason(group, other, parent) == f"Strings is for pupils of {venue.name} only."


def test_who_has_a_place_or_waits_is_told_so(parent, child):
    group = ProvisionFactory(title="Violins")
    EnrolmentFactory(provision=group, pupil=child)
    assert reason(group, child, parent) == "Ada has a place already in Violins."


def test_a_provision_that_stopped_meanwhile_is_refused_and_the_hold_given_back(
    client, group, child
):
    take(client, group)
    choose(client, BasketLine.objects.get(), child)
    Provision.objects.update(state="stopped")
    form = client.get(reverse(CHECK)).context["form"]
    data = {"key": form["key"].value(), "seen": form["seen"].value(), "terms": "on"}
    page = html(client.post(reverse(CHECK), data, follow=True))
    assert ("Not possible" in page, "is not offered any more" in page) == (True, True)
    assert Provision.objects.get().places_taken == 0


def test_applying_says_what_it_is_called_twice(client, parent, group, child):
    take(client, group)
    with pytest.raises(applying.BasketChanged):
        applying.send(key=Basket.objects.get().key, seen="", by=parent.user)
    assert Enrolment.objects.get().state == PlaceState.HELD
