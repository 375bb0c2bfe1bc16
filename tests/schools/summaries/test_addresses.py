"""A school says where its summary is: it is told, checked at a real site, confirmed, seen again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.platform.choices import WorkState
from hub.policy.models import PolicyRow
from hub.trail.models import Entry
from schools import sweeps
from schools.address_choices import AddressAnswer, AddressTrouble
from schools.choices import FactSource
from schools.facts import book
from schools.models import PublishedAddress
from schools.summaries import addresses, checking, tasks
from schools.summaries.markup import whole_page
from schools.summaries.refusals import AddressRefused
from schools.summaries.rows import Summary
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.summaries import make_address

YEAR = AcademicYear.current


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary School")


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Lena Lead")


@pytest.fixture
def tell(school, lead):
    """``tell(url)``: the lead names an address, and it is checked."""

    def name_and_check(url, *, source=FactSource.SCHOOL):
        address = addresses.tell(school=school, year=YEAR(), url=url, source=source, by=lead)
        tasks.check_address(address.pk)
        address.refresh_from_db()
        return address

    return name_and_check


def summary_of(school):
    return whole_page(Summary(school.name, YEAR(), lead="Lena Lead"))


def facts_of(school):
    known = book.known(school, YEAR())
    return {key: fact.value for (key, _), fact in known.items() if key.startswith("plan-")}


def test_a_summary_that_is_found_is_confirmed_and_known(school, site, tell):
    url = site.at("/plan/", summary_of(school))
    address = tell(url)
    assert (address.state, address.answer, address.found_name, len(address.found_headings)) == (
        WorkState.DONE,
        AddressAnswer.LOOKS_RIGHT,
        True,
        5,
    )
    assert facts_of(school) == {"plan-address": url, "plan-status": "published"}


@pytest.mark.parametrize(
    ("how", "answer", "why"),
    [
        ({"body": "<h1>Oak Primary School</h1>"}, AddressAnswer.LOOKS_OTHER, ""),
        ({"status": 404}, AddressAnswer.NOT_FOUND, ""),
        ({"status": 410}, AddressAnswer.NOT_FOUND, ""),
        ({"status": 403}, AddressAnswer.COULD_NOT, AddressTrouble.NOT_LET_IN),
        ({"status": 418}, AddressAnswer.COULD_NOT, AddressTrouble.SITE_FAULT),
        ({"body": "x", "kind": "image/png"}, AddressAnswer.COULD_NOT, AddressTrouble.WRONG_TYPE),
        ({"status": 302, "to": "http://10.0.0.1/"}, AddressAnswer.COULD_NOT, "not-public"),
    ],
)
def test_every_other_answer_is_one_of_its_own_and_confirms_nothing(
    school, site, tell, how, answer, why
):
    address = tell(site.at("/plan/", **how))
    assert (address.state, address.answer, address.why) == (WorkState.DONE, answer, why)
    assert facts_of(school) == {}


def test_a_site_that_is_away_is_asked_again_and_then_given_up(school, site, tell):
    address = tell(site.at("/plan/", status=503))
    waits = (address.state, address.answer, address.last_error)
    for _ in range(checking.TRIES - 1):
        PublishedAddress.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))
        sweeps.check_published_addresses()
    address.refresh_from_db()
    assert waits == (WorkState.QUEUED, "", AddressTrouble.SITE_FAULT)
    assert (address.state, address.answer, address.why, len(site.asked)) == (
        WorkState.GIVEN_UP,
        AddressAnswer.COULD_NOT,
        AddressTrouble.SITE_FAULT,
        checking.TRIES,
    )


def test_what_could_not_be_checked_the_school_confirms_by_hand(school, lead):
    address = make_address(school, answer=AddressAnswer.COULD_NOT, by=lead)
    addresses.confirm(address=address, by=lead)
    address.refresh_from_db()
    assert (address.is_confirmed, address.confirmed_by, address.answer) == (
        True,
        lead,
        AddressAnswer.COULD_NOT,
    )
    assert facts_of(school) == {"plan-address": address.url, "plan-status": "published"}
    assert Entry.objects.filter(action="confirmed by hand", actor_id=lead.pk).count() == 1


@pytest.mark.parametrize("answer", ["", AddressAnswer.LOOKS_RIGHT])
def test_nothing_is_confirmed_before_its_check_or_twice(school, lead, answer):
    with pytest.raises(AddressRefused):
        addresses.confirm(address=make_address(school, answer=answer), by=lead)


def test_a_fault_of_ours_ends_the_check_and_says_so(school, lead, site, monkeypatch):
    monkeypatch.setattr(checking, "look", lambda page, name: 1 / 0)
    address = addresses.tell(
        school=school, year=YEAR(), url=site.at("/plan/", "x"), source="school", by=lead
    )
    tasks.check_address(address.pk)
    address.refresh_from_db()
    assert (address.state, address.answer, address.why) == (
        WorkState.FAILED,
        AddressAnswer.COULD_NOT,
        AddressTrouble.FAULT,
    )


def test_a_task_that_is_delivered_twice_asks_once(school, site, tell):
    address = tell(site.at("/plan/", summary_of(school)))
    tasks.check_address(address.pk)
    assert len(site.asked) == 1


def test_another_address_takes_the_place_of_the_first(school, tell, site):
    first = tell(site.at("/a/", summary_of(school)))
    second = tell(site.at("/b/", summary_of(school)))
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)
    assert facts_of(school)["plan-address"] == second.url


def test_a_check_that_ends_too_late_writes_no_facts(school, lead, site):
    old = addresses.tell(
        school=school, year=YEAR(), url=site.at("/a/", "x"), source="school", by=lead
    )
    claimed = PublishedAddress.objects.claim(old.pk)
    addresses.tell(school=school, year=YEAR(), url=site.at("/b/", "x"), source="school", by=lead)
    addresses.found(address=claimed, answer=AddressAnswer.LOOKS_RIGHT)
    assert facts_of(school) == {}


def test_the_same_address_is_checked_again_but_not_at_once(school, lead, site, tell):
    url = site.at("/plan/", summary_of(school))
    address = tell(url)
    with pytest.raises(AddressRefused, match="two minutes"):
        tell(url)
    PublishedAddress.objects.update(checked_at=timezone.now() - timedelta(minutes=3))
    assert tell(url) == address
    assert (PublishedAddress.objects.count(), len(site.asked)) == (1, 2)


def test_a_school_names_only_so_many_addresses_a_day(school, lead):
    PolicyRow.objects.create(key="plan-addresses-a-day", year=YEAR(), value=2)
    for number in range(2):
        addresses.tell(
            school=school, year=YEAR(), url=f"https://a.example/{number}", source="school", by=lead
        )
    with pytest.raises(AddressRefused, match="tomorrow"):
        addresses.tell(
            school=school, year=YEAR(), url="https://a.example/", source="school", by=lead
        )


def test_a_page_that_has_gone_is_noticed_some_months_later(school, lead, site, tell):
    url = site.at("/plan/", summary_of(school))
    address = tell(url)
    site.at("/plan/", status=404)
    sweeps.check_published_addresses()
    asked_early = len(site.asked)
    PublishedAddress.objects.update(checked_at=timezone.now() - timedelta(days=122))
    sweeps.check_published_addresses()
    address.refresh_from_db()
    assert (asked_early, address.answer) == (1, AddressAnswer.NOT_FOUND)
    # What the school has said stays: a page may be away for a week.
    assert facts_of(school) == {"plan-address": url, "plan-status": "published"}


def test_a_word_given_before_the_page_went_away_counts_no_more(school, lead):
    earlier = timezone.now() - timedelta(days=9)
    gone = {"answer": AddressAnswer.NOT_FOUND, "confirmed_by": lead}
    address = make_address(school, confirmed_at=earlier, **gone)
    before = address.is_confirmed
    addresses.confirm(address=address, by=lead)
    address.refresh_from_db()
    assert (before, address.is_confirmed) == (False, True)


def test_a_hub_that_looks_never_again_does_not(school):
    PolicyRow.objects.create(key="plan-address-checks", year=YEAR(), value=0)
    make_address(
        school,
        answer=AddressAnswer.LOOKS_RIGHT,
        checked_at=timezone.now() - timedelta(days=900),
    )
    assert addresses.due_again() == 0


def test_what_a_dead_worker_left_is_put_back(school, site):
    address = make_address(school, url=site.at("/plan/", summary_of(school)))
    PublishedAddress.objects.claim(address.pk)
    PublishedAddress.objects.update(running_since=timezone.now() - timedelta(minutes=11))
    sweeps.check_published_addresses()
    address.refresh_from_db()
    assert (address.state, address.answer) == (WorkState.DONE, AddressAnswer.LOOKS_RIGHT)


def test_each_change_is_on_the_trail(school, lead, site, tell):
    tell(site.at("/plan/", summary_of(school)))
    actions = list(Entry.objects.order_by("pk").values_list("action", "actor_id"))
    assert actions == [
        ("told where it is published", lead.pk),
        ("checked", None),
        ("told facts", lead.pk),
    ]
