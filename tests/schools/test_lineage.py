"""Whose history is whose: one-to-one links by themselves, mergers and splits by decision."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from hub.trail.models import Entry
from schools import decisions
from schools.lineage import lineage_of, successor_of
from schools.models import SchoolLink
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.races import rival

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def three(db):
    """Three schools, two of them closed."""
    return closed_school(name="A"), closed_school(name="B"), SchoolFactory(name="C")


def keys(*schools):
    return {school.pk for school in schools}


def test_a_school_with_a_new_number_carries_on_its_history(three):
    a, _, c = three
    link(a, c)
    assert (lineage_of(c), lineage_of(a)) == (keys(a, c), keys(a))
    assert (successor_of(a), successor_of(c)) == (c, None)


def test_a_chain_is_followed_to_its_end(three):
    a, b, c = three
    link(a, b)
    link(b, c)
    assert lineage_of(c) == keys(a, b, c)
    assert (successor_of(a), successor_of(b)) == (c, c)


def test_a_chain_goes_on_over_a_number_that_the_directory_does_not_hold(three):
    a, _, c = three
    for earlier, later in ((a.urn, 42), (42, c.urn)):
        SchoolLink.objects.create(predecessor_urn=earlier, successor_urn=later, kind="Predecessor")
    assert (lineage_of(c), successor_of(a)) == (keys(a, c), c)


def test_a_successor_that_the_directory_does_not_hold_is_none(three):
    a, *_ = three
    SchoolLink.objects.create(predecessor_urn=a.urn, successor_urn=42, kind="Predecessor")
    assert successor_of(a) is None


def test_a_cycle_ends(three):
    a, b, c = three
    link(a, b)
    link(b, a)
    assert (lineage_of(a), lineage_of(b)) == (keys(a, b), keys(a, b))
    assert (successor_of(a), successor_of(b)) == (None, None)


def test_a_setting_without_a_number_is_its_own_lineage(db):
    school = SchoolFactory(urn=None)
    assert (lineage_of(school), successor_of(school)) == (keys(school), None)


@pytest.mark.parametrize(
    ("links", "kind"),
    [("ac bc", "Predecessor"), ("ab ac", "Successor"), ("ac", "Predecessor - merged")],
    ids=["a merger", "a split", "what the register calls a merger"],
)
def test_nothing_follows_a_merger_or_a_split_until_somebody_decides(three, links, kind):
    a, b, c = three
    schools = {"a": a, "b": b, "c": c}
    made = [link(schools[pair[0]], schools[pair[1]], kind) for pair in links.split()]
    assert (lineage_of(b), lineage_of(c)) == (keys(b), keys(c))
    assert set(SchoolLink.objects.to_decide()) == set(made)


def test_what_is_dated_in_the_future_is_not_in_force_and_disturbs_nothing(three):
    a, b, c = three
    link(a, c)
    link(b, c, established_on=TOMORROW)
    assert (lineage_of(c), successor_of(b)) == (keys(a, c), None)
    assert not SchoolLink.objects.to_decide().exists()


def test_a_link_to_a_number_without_a_record_needs_no_decision(three):
    a, _, c = three
    link(a, c)
    SchoolLink.objects.create(predecessor_urn=42, successor_urn=c.urn, kind="Predecessor")
    assert set(SchoolLink.objects.to_decide()) == {SchoolLink.objects.get(predecessor_urn=a.urn)}


def test_each_link_of_a_merger_is_decided_by_itself(three, officer):
    a, b, c = three
    decisions.decide(link=link(a, c), follows=True, reason="All went there.", by=officer)
    decisions.decide(link=link(b, c), follows=False, reason="Only the name.", by=officer)
    assert (lineage_of(c), successor_of(a), successor_of(b)) == (keys(a, c), c, None)


def test_where_history_follows_to_two_schools_neither_is_the_successor(three, officer):
    a, b, c = three
    for later in (b, c):
        decisions.decide(link=link(a, later), follows=True, reason="Both.", by=officer)
    assert (lineage_of(b), lineage_of(c), successor_of(a)) == (keys(a, b), keys(a, c), None)


def test_a_one_to_one_link_can_be_decided_against(three, officer):
    a, _, c = three
    decisions.decide(link=link(a, c), follows=False, reason="Another school.", by=officer)
    assert (lineage_of(c), successor_of(a)) == (keys(c), None)


def test_a_decision_stands_on_the_trail_and_can_be_taken_back(three, officer, manager):
    a, b, c = three
    both = [link(a, c), link(b, c)]
    decisions.decide(link=both[0], follows=True, reason="All went there.", by=officer)
    decisions.undo(link=both[0], by=manager)
    assert (lineage_of(c), set(SchoolLink.objects.to_decide())) == (keys(c), set(both))
    told = Entry.objects.about(both[0]).order_by("pk").values_list("action", "actor_id", "reason")
    assert list(told) == [
        ("decided", officer.pk, "All went there."),
        ("took back", manager.pk, ""),
    ]


def test_what_has_not_come_about_cannot_be_decided(three, officer):
    a, _, c = three
    later = link(a, c, established_on=TOMORROW)
    with pytest.raises(decisions.DecisionRefused, match="Decide then"):
        decisions.decide(link=later, follows=True, reason="Soon.", by=officer)


@pytest.mark.parametrize("length", [2, 12])
def test_a_lineage_takes_one_statement_and_a_successor_two(length, db, django_assert_num_queries):
    schools = [closed_school() for _ in range(length)]
    for earlier, later in zip(schools, schools[1:], strict=False):
        link(earlier, later)
    with django_assert_num_queries(1):
        assert len(lineage_of(schools[-1])) == length
    with django_assert_num_queries(2):
        assert successor_of(schools[0]) == schools[-1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_the_second_is_told():
    officer, manager = make_user("officer"), make_user("manager")
    both = link(closed_school(), SchoolFactory(), "Successor - merged")

    def second():
        return decisions.decide(link=both, follows=False, reason="No.", by=manager)

    with rival(second) as other, transaction.atomic():
        decisions.decide(link=both, follows=True, reason="Yes.", by=officer)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, decisions.DecisionRefused)
    both.refresh_from_db()
    assert both.follows is True
