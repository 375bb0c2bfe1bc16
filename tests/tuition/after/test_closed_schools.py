"""Lessons at a school that has closed: listed until the office says where they go on, or when
they end; and the families hear of it.
"""

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.choices import SchoolStatus
from schools.models import School
from tests.factories.people import PupilFactory
from tests.factories.schools import SchoolFactory, link
from tests.factories.tuition import EnrolmentFactory, VenueFactory, make_offer, make_waiting
from tests.sign_in import sign_in
from tuition.after import closed_schools
from tuition.after.refusals import NotDone
from tuition.models import Enrolment, Provision

LIST = "/lessons/look-at/"
LAST_DAY = "2027-03-25"  # of the spring term: it is past the Friday before the autumn half term


@pytest.fixture
def closed(family, strings, place, office, client):
    """The group at the children's school, which has closed; the office is signed in."""
    School.objects.filter(pk=family.school.pk).update(status=SchoolStatus.CLOSED)
    sign_in(client, office)
    return strings


@pytest.fixture
def academy(closed, family):
    """The school that the register says came after it, with another one."""
    new = SchoolFactory(name="Oakfield Academy")
    link(family.school, new, kind="Result of Amalgamation")
    return new


@pytest.fixture
def centre(closed):
    return VenueFactory(name="Westbury Music Centre")


def page(name, row):
    return reverse(f"tuition:{name}", args=[row.pk])


def html(response):
    return " ".join(response.content.decode().split())


def end(client, closed):
    day, month, year = LAST_DAY.split("-")[::-1]
    typed = {"last_day_0": day, "last_day_1": month, "last_day_2": year}
    return client.post(page("closed_end", closed), typed)


def letters(template):
    return list(Message.objects.filter(template=f"tuition/email/{template}").order_by("pk"))


def test_the_list_leads_to_moving_or_ending(client, closed):
    text = html(client.get(LIST))
    assert page("closed_go_on", closed) in text
    assert "Oakfield strings" in text


def test_what_is_offered_at_a_closed_school_is_listed_though_nobody_is_in(client, closed, place):
    Enrolment.objects.all().delete()
    assert "Oakfield strings" in html(client.get(LIST))


def test_the_school_that_follows_is_the_first_choice_and_one_click(client, closed, academy):
    form = client.get(page("closed_go_on", closed)).context["form"]
    assert form["at"].initial == str(academy.pk)
    client.post(page("closed_go_on", closed), {"at": academy.pk})
    venue = Provision.objects.get(pk=closed.pk).venue
    assert (venue.school, "Oakfield strings" in html(client.get(LIST))) == (academy, False)


def test_it_goes_on_at_a_centre_and_everybody_keeps_their_place(client, closed, place, centre):
    Provision.objects.update(only_own_pupils=True)
    client.post(page("closed_go_on", closed), {"place": "Westbury Music Centre"})
    closed.refresh_from_db()
    place.refresh_from_db()
    assert (closed.venue, closed.only_own_pupils, place.state) == (centre, False, "confirmed")


def test_no_place_said_is_asked_for(client, closed, academy):
    answer = client.post(page("closed_go_on", closed), {"at": ""})
    assert (answer.status_code, "Say where it goes on" in html(answer)) == (422, True)


def test_the_letter_of_a_move_names_neither_school_nor_place(client, closed, centre, family):
    client.post(page("closed_go_on", closed), {"place": "Westbury Music Centre"})
    told = letters("taught_elsewhere")
    assert {each.to for each in told} == {family.parent.user.email, family.other.user.email}
    for secret in ("Oakfield", "Westbury", "Mia"):
        assert secret not in "".join(each.subject + each.text + each.html for each in told)


def test_where_the_school_paid_no_family_is_made_to_pay(closed, centre, office):
    Provision.objects.update(payer="school")
    with pytest.raises(NotDone, match="families have not agreed to pay"):
        closed_schools.go_on_at(provision=closed, place=centre, by=office)


def test_the_last_day_is_that_of_the_rule_of_notice(client, closed):
    assert str(client.get(page("closed_end", closed)).context["by_rule"]) == LAST_DAY


def test_it_ends_with_notice_and_the_families_are_told_when(client, closed, place, family):
    end(client, closed)
    place.refresh_from_db()
    closed.refresh_from_db()
    assert (place.state, str(place.last_day), closed.state) == ("stopping", LAST_DAY, "stopped")
    told = letters("lessons_end")
    assert len(told) == 2
    assert "25 March 2027" in told[0].text
    assert "Oakfield" not in told[0].text


def test_who_waits_or_has_an_offer_is_answered_and_nobody_is_offered_the_place(
    client, closed, place
):
    waiting = make_waiting(provision=closed, pupil=PupilFactory())
    offered = make_offer(provision=closed, pupil=PupilFactory())
    end(client, closed)
    assert {Enrolment.objects.get(pk=each.pk).state for each in (waiting, offered)} == {"declined"}


def test_a_day_past_or_after_the_end_of_the_group_is_refused(client, closed, place):
    typed = {"last_day_0": "1", "last_day_1": "9", "last_day_2": "2026"}
    answer = client.post(page("closed_end", closed), typed)
    place.refresh_from_db()
    assert (answer.status_code, place.state) == (422, "confirmed")


def test_what_was_decided_in_another_tab_is_not_decided_again(client, closed, centre, office):
    closed_schools.go_on_at(provision=closed, place=centre, by=office)
    with pytest.raises(NotDone, match="decided meanwhile"):
        closed_schools.end(provision=closed, on=closed.ends_on, by=office)


def test_both_stand_on_the_trail_with_why(client, closed, centre, office, place):
    closed_schools.go_on_at(provision=closed, place=centre, by=office)
    entry = Entry.objects.filter(object_type="tuition.provision").latest("pk")
    assert (entry.action, entry.reason, entry.actor_id) == (
        "moved",
        "The school has closed.",
        office.pk,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_moving_asks_for_the_carers_of_each_learner_and_no_more(
    rows, closed, centre, office, django_assert_max_num_queries
):
    for _ in range(rows - 1):
        EnrolmentFactory(provision=closed, pupil=PupilFactory())
    with django_assert_max_num_queries(30 + 2 * rows):
        closed_schools.go_on_at(provision=closed, place=centre, by=office)


def test_a_turn_at_the_school_that_a_learner_left_is_looked_at_too(client, family, strings, office):
    turn = make_waiting(provision=strings, pupil=family.ben, school=family.school)
    family.ben.school = SchoolFactory(name="Elm School")
    family.ben.save(update_fields=["school"])
    text = html(sign_in(client, office).get(LIST))
    assert ("Keeps the turn" in text, page("refuse", turn) in text) == (True, True)
