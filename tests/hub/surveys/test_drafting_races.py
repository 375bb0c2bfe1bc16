"""Two editors at once, for real."""

import pytest
from django.db import transaction

from hub.surveys import checking, drafting, editing
from hub.surveys.drafting import ChangedMeanwhile, EditingRefused
from tests.factories.accounts import make_user
from tests.factories.surveys import make_version
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return make_version(is_draft=True, questions=[{"key": "line"}])


def test_two_who_make_a_draft_at_once_make_one():
    asked, by = make_version(questions=[{"key": "line"}]), make_user()
    make = lambda: drafting.make_draft(questionnaire=asked.questionnaire, by=by)  # noqa: E731
    with rival(make) as other, transaction.atomic():
        first = make()
        other.start_and_wait_for_the_lock()
    assert (other.raised, other.returned) == (None, first)


def test_who_edits_while_another_publishes_is_told(draft):
    by, question = make_user(), draft.questions.get()
    remove = lambda: editing.remove_question(question=question, by=by)  # noqa: E731
    with rival(remove) as other, transaction.atomic():
        drafting.publish(version=draft, note="x", by=by)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, EditingRefused)
    assert draft.questions.count() == 1


def test_of_two_who_change_a_question_at_once_the_second_is_told(draft):
    by, question = make_user(), draft.questions.get()
    mark = checking.mark(question)

    def change(wording):
        values = {"wording": wording}
        editing.change_question(question=question, values=values, based_on=mark, by=by)

    with rival(lambda: change("Second")) as other, transaction.atomic():
        change("First")
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, ChangedMeanwhile)
    assert draft.questions.get().wording == "First"


def test_two_who_add_a_section_at_once_add_two(draft):
    by = make_user()

    def add(key):
        drafting.add_section(version=draft, title=key, intro="", key=key, by=by)

    with rival(lambda: add("second")) as other, transaction.atomic():
        add("first")
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert list(draft.sections.values_list("key", flat=True)) == ["singing", "first", "second"]
