"""Children and adult learners, as their carers enter them."""

import datetime
from contextlib import nullcontext

import pytest
from django.utils import timezone

from hub.people import children
from hub.people.models import Carer, CarerLink, Needs, Pupil
from hub.people.refusals import FamilyRefused
from hub.policy import values
from hub.trail.models import Entry
from tests.factories.people import born, make_carer, make_child
from tests.factories.schools import SchoolFactory

NAMES = {"first_name": "Robin", "last_name": "Ash"}


def add(by, **fields):
    fields = NAMES | {"relationship": "mother", "has_responsibility": True} | fields
    return children.add_child(by=by, **({"born_on": born(8), "schooling": "home"} | fields))


def years_ago(years):
    today = timezone.localdate()
    return datetime.date(today.year - years, today.month, 1)


def test_a_child_is_linked_to_who_adds_it(carer):
    school = SchoolFactory()
    pupil = add(carer, schooling="school", school=school)
    link = CarerLink.objects.get(pupil=pupil)
    assert (link.carer.user, link.may_see, link.may_book, link.pays) == (carer, True, True, True)
    assert [(spell.school, spell.to_on) for spell in pupil.spells.all()] == [(school, None)]


def test_nothing_of_the_child_stands_on_the_trail(carer):
    pupil = add(carer)
    entry = Entry.objects.get(object_type="people.pupil", object_id=str(pupil.pk))
    assert set(map(str, entry.fields.values())) == {"{}"}


@pytest.mark.parametrize(
    ("years", "plan", "is_taken"),
    [(18, False, True), (20, False, False), (20, True, True), (25, True, True), (27, True, False)],
)
def test_an_adult_is_no_child_but_with_a_plan_to_25(carer, years, plan, is_taken):
    with nullcontext() if is_taken else pytest.raises(children.IsAdult):
        add(carer, born_on=years_ago(years), has_ehcp=plan)
    assert Pupil.objects.exists() == is_taken


def test_a_plan_is_known_before_anybody_asked_for_needs(carer):
    pupil = add(carer, born_on=years_ago(20), has_ehcp=True)
    assert Needs.objects.get(pupil=pupil).answered_at is None


def test_a_birthday_to_come_is_refused(carer):
    with pytest.raises(FamilyRefused, match="in the past"):
        add(carer, born_on=timezone.localdate() + datetime.timedelta(days=1))
    assert not Carer.objects.exists()


def test_so_many_children_in_a_day_are_enough(carer, monkeypatch):
    monkeypatch.setattr(
        children, "value", lambda key: 2 if key == "children-a-day" else values.value(key)
    )
    add(carer)
    add(carer)
    with pytest.raises(FamilyRefused, match="2 children in the last 24 hours"):
        add(carer)
    assert Pupil.objects.count() == 2


def test_the_same_child_of_another_family_is_added_and_nobody_told(carer):
    make_child(make_carer(), **NAMES, born_on=born(8))
    assert children.alike(carer, **NAMES, born_on=born(8)) == []
    add(carer)
    assert Pupil.objects.filter(**NAMES).count() == 2


def test_the_same_child_twice_in_one_family_is_known_whatever_the_case(carer):
    pupil = add(carer)
    found = children.alike(carer, first_name="ROBIN", last_name="ash", born_on=born(8))
    assert found == [pupil]


def test_an_adult_learner_is_who_holds_the_account(carer):
    pupil = children.add_self(by=carer, **NAMES, born_on=years_ago(40))
    assert (pupil.is_adult, pupil.links.get().relationship) == (True, "self")
    with pytest.raises(FamilyRefused, match="already"):
        children.add_self(by=carer, **NAMES, born_on=years_ago(40))


def test_a_child_is_no_adult_learner(carer):
    with pytest.raises(FamilyRefused, match="18 and over"):
        children.add_self(by=carer, **NAMES, born_on=years_ago(12))


def test_names_are_corrected_and_the_trail_says_which_alone(carer):
    pupil = add(carer)
    new = NAMES | {"first_name": "Robyn", "born_on": born(8), "out_by": -1}
    changed = children.change(pupil=pupil, by=carer, **new)
    assert (changed.first_name, changed.out_by) == ("Robyn", -1)
    entry = Entry.objects.filter(object_type="people.pupil", action="changed").get()
    assert entry.fields == {"first_name": {}, "out_by": {}}


def test_a_birthday_cannot_be_corrected_to_an_adults(carer):
    with pytest.raises(children.IsAdult):
        children.change(pupil=add(carer), by=carer, **NAMES, born_on=years_ago(30))
