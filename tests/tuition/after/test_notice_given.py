"""Notice: what it means is shown before it is given; it is taken back; a pause keeps the place."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.places.choices import PlaceState
from hub.policy.models import PolicyRow
from hub.policy.values import forget
from hub.trail.models import Entry
from tests.factories.tuition import EnrolmentFactory, PriceFactory, ProvisionFactory
from tests.tuition.after.conftest import YEAR
from tuition.after import giving_notice, suspending
from tuition.after.refusals import NotDone

MARCH = datetime.date(2027, 3, 25)


def set_rule(**rules):
    for key, to in rules.items():
        PolicyRow.objects.create(key=key.replace("_", "-"), year=YEAR, value=to)
    forget()


def letters():
    return sorted(Message.objects.values_list("template", "to"))


@pytest.mark.parametrize(
    ("rules", "last_day", "lessons"),
    [
        ({}, MARCH, 14),
        ({"notice_rule": "weeks", "notice_weeks": 3}, datetime.date(2026, 12, 17), 3),
        ({"notice_rule": "days"}, datetime.date(2026, 12, 18), 3),
    ],
)
def test_the_consequence_follows_the_rule_of_the_hub(place, rules, last_day, lessons):
    PriceFactory(year=YEAR)
    set_rule(**rules)
    meant = giving_notice.consequence(place)
    assert (meant.last_day, meant.lessons) == (last_day, lessons)
    assert meant.to_pay == Decimal("8.00") * lessons


def test_a_flat_price_is_paid_by_the_part_of_each_term(place):
    PriceFactory(year=YEAR, per_lesson=None, per_term=Decimal("150.00"))
    meant = giving_notice.consequence(place)
    # 3 of the 15 Wednesdays of autumn, 11 of 11 of spring.
    assert (meant.lessons, meant.to_pay) == (14, Decimal("180.00"))


def test_the_date_is_shown_before_notice_is_given_and_stands_afterwards(client, family, place):
    PriceFactory(year=YEAR)
    client.force_login(family.parent.user)
    page = reverse("tuition:notice", args=[place.pk])
    text = client.get(page).content.decode()
    assert "the last day is <strong>Thursday 25 March 2027</strong>" in text
    assert "there are 14 lessons, £112 in all" in text
    assert "Stop on 25 March 2027" in text
    answer = client.post(page, {"last_day": "2027-03-25", "reason": "Football"})
    assert answer.url == place.get_absolute_url()
    place.refresh_from_db()
    assert (place.state, place.last_day, place.reason) == (PlaceState.STOPPING, MARCH, "Football")
    addresses = {family.parent.email, family.other.email}
    mine = [each for each in letters() if each[0] == "tuition/email/stopping"]
    assert mine == [("tuition/email/stopping", to) for to in sorted(addresses)]
    assert Entry.objects.filter(action="gave notice", object_id=str(place.pk)).exists()


def test_another_last_day_than_the_one_shown_comes_back_to_be_looked_at(client, family, place):
    client.force_login(family.parent.user)
    page = reverse("tuition:notice", args=[place.pk])
    answer = client.post(page, {"last_day": "2026-12-18"})
    assert answer.status_code == 422
    assert "which is not the day that we showed you" in answer.content.decode()
    place.refresh_from_db()
    assert place.state == PlaceState.CONFIRMED


def test_nonsense_for_the_day_is_refused(client, family, place):
    client.force_login(family.parent.user)
    page = reverse("tuition:notice", args=[place.pk])
    assert client.post(page, {"last_day": "soon"}).status_code == 422


def test_notice_is_taken_back_while_the_last_day_is_ahead(client, family, place):
    giving_notice.give(enrolment=place, by=family.parent.user)
    client.force_login(family.parent.user)
    page = reverse("tuition:notice_take_back", args=[place.pk])
    assert "Go on with the lessons" in client.get(page).content.decode()
    client.post(page)
    client.post(page)  # in two tabs
    place.refresh_from_db()
    assert (place.state, place.last_day) == (PlaceState.CONFIRMED, None)
    assert sum(template == "tuition/email/going_on" for template, _ in letters()) == 2


def test_a_place_that_has_not_begun_is_given_back_at_once(client, family, tina):
    later = ProvisionFactory(year=YEAR, starts_on=datetime.date(2027, 1, 4))
    place = EnrolmentFactory(pupil=family.mia, provision=later)
    client.force_login(family.parent.user)
    page = reverse("tuition:notice", args=[place.pk])
    assert "Give this place back" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 422
    client.post(page, {"last_day": "2027-03-25"})
    place.refresh_from_db()
    later.refresh_from_db()
    assert (place.state, later.places_taken) == (PlaceState.WITHDRAWN, 0)


def test_who_may_not_book_sees_the_place_and_cannot_stop_it(client, family, place):
    client.force_login(family.other.user)
    assert client.get(reverse("tuition:notice", args=[place.pk])).status_code == 403
    assert client.post(reverse("tuition:notice", args=[place.pk])).status_code == 403


def test_the_office_gives_notice_for_somebody_who_phones(place, office):
    assert giving_notice.give(enrolment=place, by=office).state == PlaceState.STOPPING


def test_who_gives_notice_for_a_family_is_not_spoken_to_as_the_family(client, place, office):
    client.force_login(office)
    text = client.get(reverse("tuition:notice", args=[place.pk])).content.decode()
    assert "With notice given today" in text
    assert "you tell us" not in text


def test_a_place_pauses_and_goes_on(client, family, place, office):
    client.force_login(office)
    page = reverse("tuition:pause", args=[place.pk])
    days = ("first_0", "first_1", "first_2", "last_0", "last_1", "last_2")
    sent = dict(zip(days, ("11", "1", "2027", "12", "2", "2027"), strict=True))
    assert client.post(page, sent).status_code == 302
    place.refresh_from_db()
    span = (datetime.date(2027, 1, 11), datetime.date(2027, 2, 12))
    assert (place.suspended_from, place.suspended_until) == span
    client.post(reverse("tuition:pause_end", args=[place.pk]))
    place.refresh_from_db()
    assert place.suspended_from is None
    assert sum(template == "tuition/email/paused" for template, _ in letters()) == 4


def test_a_pause_ends_by_its_date(place, office):
    first, last = datetime.date(2026, 11, 23), datetime.date(2026, 11, 30)
    paused = suspending.pause(enrolment=place, first=first, last=last, by=office)
    assert paused.is_suspended()
    assert not paused.is_suspended(datetime.date(2026, 12, 1))


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-12-10", "2026-12-01"), ("2026-09-10", "2026-10-01"), ("2027-08-01", None)],
)
def test_a_pause_that_makes_no_sense_is_refused(place, office, first, last):
    first = datetime.date.fromisoformat(first)
    last = datetime.date.fromisoformat(last) if last else None
    with pytest.raises(NotDone):
        suspending.pause(enrolment=place, first=first, last=last, by=office)
