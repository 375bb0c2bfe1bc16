"""What is kept no longer: the page looks, the sweep takes, an order keeps, the trail says so."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.music.models import Instrument
from hub.people import retention
from hub.people.models import Carer, Pupil, RetentionRun
from hub.people.office import sweeps
from hub.trail.models import Entry
from tests.factories.people import CarerFactory, PupilFactory
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_waiting
from tuition.models import Basket, Enrolment, Interest, SchoolApplication

PAGE = reverse("families:retention")


def ago(**span):
    return timezone.now() - datetime.timedelta(**span)


def due():
    return {each.key: each.due().count() for each in retention.registered() if each.due()}


def old_pupil(**fields):
    return PupilFactory(created_at=ago(days=1200), **fields)


def test_who_left_three_years_ago_becomes_a_number(db):
    gone, lately, here, kept = old_pupil(), old_pupil(), old_pupil(), old_pupil(is_on_hold=True)
    new = PupilFactory()
    old = {"state": "ended", "confirmed_at": ago(days=1300), "state_since": ago(days=1150)}
    EnrolmentFactory(pupil=gone, last_day=ago(days=1150).date(), **old)
    EnrolmentFactory(
        pupil=lately, last_day=ago(days=90).date(), **old | {"state_since": ago(days=90)}
    )
    EnrolmentFactory(pupil=here, state_since=ago(days=1150))
    assert due() == {"pupils": 1}
    taken = retention.run(by=None)
    assert taken["pupils made anonymous"] == 1
    gone.refresh_from_db()
    assert gone.anonymised_at is not None
    assert set(Pupil.objects.present()) == {lately, here, kept, new}
    assert Enrolment.objects.count() == 3
    assert due() == {}


def test_baskets_interests_and_what_came_to_nothing_go_after_their_days(db):
    basket = Basket.objects.create(key=uuid.uuid4(), created_at=ago(days=31))
    fresh = Basket.objects.create(key=uuid.uuid4(), created_at=ago(days=29))
    held = Basket.objects.create(key=uuid.uuid4(), created_at=ago(days=31))
    group = ProvisionFactory()
    hold = {"pupil": None, "school": None, "confirmed_at": None, "provision": group}
    EnrolmentFactory(basket=held, state="held", held_until=ago(days=-1), **hold)
    EnrolmentFactory(basket=basket, state="lapsed", state_since=ago(days=31), **hold)
    violin = Instrument.objects.get(key="violin")
    for number, (days, proven) in enumerate([(366, True), (31, False), (31, True)]):
        Interest.objects.create(
            email=f"i{number}@homes.example",
            instrument=violin,
            created_at=ago(days=days),
            confirmed_at=ago(days=days) if proven else None,
        )
    make_waiting(state_since=ago(days=800))  # still waits
    EnrolmentFactory(state="declined", confirmed_at=None, state_since=ago(days=366))
    EnrolmentFactory(state="withdrawn", state_since=ago(days=366))  # was a place
    for number, days in enumerate((31, 1)):
        SchoolApplication.objects.create(
            school=SchoolFactory(),
            provision=group,
            pupil_name="Robin Maple",
            carer_email="x@homes.example",
            token_hash=str(number),
            expires_at=ago(days=days),
        )
    wanted = {"baskets": 1, "holds": 1, "interests": 2, "turns": 1, "school-applications": 1}
    assert due() == wanted
    assert sweeps.retain() == (
        "1 baskets, 1 holds of visitors, 2 entries of who wants to hear, "
        "1 applications that came to nothing, 1 applications by schools"
    )
    assert due() == {}
    assert set(Basket.objects.all()) == {fresh, held}
    assert Interest.objects.count() == 1


def test_carers_of_nobody_go_with_their_time(db):
    CarerFactory(created_at=ago(days=1200)), CarerFactory()
    retention.run(by=None)
    assert Carer.objects.exclude(anonymised_at=None).count() == 1


def test_the_page_only_looks_and_names_nobody(as_office):
    old_pupil(first_name="Robin", last_name="Maple")
    page = as_office.get(PAGE).content.decode()
    assert "Pupils made anonymous: 1" in page
    assert "Maple" not in page
    assert Pupil.objects.present().count() == 1


def test_a_run_by_hand_is_asked_about_and_stands_on_the_trail(as_office, office):
    old_pupil()
    url = reverse("families:retention_run")
    assert "Pupils made anonymous: 1" in as_office.get(url).content.decode()
    assert Pupil.objects.present().count() == 1
    as_office.post(url)
    assert Pupil.objects.present().count() == 0
    run = RetentionRun.objects.get()
    assert (run.by, run.taken["pupils made anonymous"]) == (office, 1)
    assert Entry.objects.get(action="ran retention").reason == "1 pupils made anonymous"
    assert "Pupils made anonymous: 1" in as_office.get(PAGE).content.decode()


def test_where_nothing_is_due_there_is_no_button_to_take_it(as_office):
    page = as_office.get(reverse("families:retention_run")).content.decode()
    assert "Nothing is due" in page
    assert "Take what is due" not in page


def test_a_manager_looks_at_retention_and_not_at_families(client, manager):
    client.force_login(manager)
    page = client.get(PAGE).content.decode()
    assert "Retention" in page
    assert reverse("families:consents") not in page


def test_many_go_in_batches(db, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        old_pupil()
    assert retention.run(by=None)["pupils made anonymous"] == 5


@pytest.mark.query_bound("families:retention")
@pytest.mark.parametrize("rows", [1, 15])
def test_the_page_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        old_pupil()
        RetentionRun.objects.create()
    as_office.get(PAGE)
    with django_assert_max_num_queries(30):
        as_office.get(PAGE)
