"""What a learner needs: asked once, and who may read it."""

import pytest

from hub.people import children, needs
from hub.people.models import Needs
from hub.people.refusals import FamilyRefused
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.people import NeedsFactory, born, make_carer, make_child


def test_nothing_is_an_answer_and_nobody_asked_is_none(carer):
    pupil = make_child(make_carer(carer))
    assert not Needs.objects.filter(pupil=pupil).exists()
    told = needs.answer(pupil=pupil, by=carer)
    assert (told.answered_by, told.access) == (carer, "")
    assert told.answered_at is not None


def test_no_word_of_it_stands_on_the_trail(carer):
    pupil = make_child(make_carer(carer))
    told = needs.answer(pupil=pupil, by=carer, medical="Nut allergy")
    needs.answer(pupil=pupil, by=carer, medical="Nut allergy", access="Large print")
    entries = Entry.objects.filter(object_type="people.needs", object_id=str(told.pk))
    assert [(each.action, each.fields) for each in entries.order_by("pk")] == [
        ("answered", {"medical": {}}),
        ("changed", {"access": {}}),
    ]


def test_the_same_once_more_changes_nothing(carer):
    pupil = make_child(make_carer(carer))
    first = needs.answer(pupil=pupil, by=carer, access="Large print")
    again = needs.answer(pupil=pupil, by=carer, access="Large print")
    assert again.answered_at == first.answered_at


def test_the_plan_stays_while_somebody_is_a_child_by_it(carer):
    pupil = children.add_child(
        by=carer,
        relationship="mother",
        has_responsibility=True,
        first_name="Robin",
        last_name="Ash",
        born_on=born(20),
        schooling="none",
        has_ehcp=True,
    )
    with pytest.raises(FamilyRefused, match="account of their own"):
        needs.answer(pupil=pupil, by=carer, has_ehcp=False)
    assert needs.answer(pupil=pupil, by=carer, has_ehcp=True).answered_at


@pytest.mark.parametrize(
    ("link", "sees"),
    [
        ({}, True),
        ({"may_book": False}, True),
        ({"restriction": "whereabouts"}, False),
        ({"restriction": "contact", "may_book": False, "pays": False}, False),
        ({"may_see": False, "may_book": False}, False),
    ],
)
def test_who_reads_needs(carer, link, sees):
    pupil = make_child(make_carer(carer), link=link)
    NeedsFactory(pupil=pupil)
    NeedsFactory(pupil=make_child(make_carer()))
    found = [each.pupil for each in Needs.objects.visible_to(carer)]
    assert found == ([pupil] if sees else [])


def test_the_office_reads_all_and_a_manager_none(db):
    NeedsFactory(pupil=make_child(make_carer()))
    seen = [Needs.objects.visible_to(make_user(role)).count() for role in ("office", "manager")]
    assert seen == [1, 0]
