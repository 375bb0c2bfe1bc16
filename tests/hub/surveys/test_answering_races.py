"""Two in the same section at once, for real. Without the lock the later wipes out the earlier."""

import pytest
from django.db import transaction

from hub.surveys import answering
from hub.surveys.answering import AnsweringRefused, Given, Overtaken
from tests.factories.accounts import make_user
from tests.factories.surveys import make_filling, make_version
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filling():
    return make_filling(make_version(questions=[{"key": "line"}, {"key": "other"}]))


def save(filling, by, **answers):
    given = {key: Given(text) for key, text in answers.items()}
    section = filling.version.sections.get()
    return answering.save(filling=filling, section=section, cleaned=given, seen={}, by=by)


def words(filling):
    return {each.question.key: each.value for each in filling.answers.select_related("question")}


def test_of_two_who_answer_the_same_at_once_the_second_is_asked(filling):
    mary, ben = make_user(), make_user()
    second = lambda: save(filling, ben, line="By Ben", other="Ben too")  # noqa: E731
    with rival(second) as other, transaction.atomic():
        save(filling, mary, line="By Mary")
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, Overtaken)
    assert {key: each.mine.value for key, each in other.raised.conflicts.items()} == {
        "line": "By Ben"
    }
    assert words(filling) == {"line": "By Mary", "other": "Ben too"}


def test_two_who_answer_different_questions_at_once_keep_both(filling):
    mary, ben = make_user(), make_user()
    second = lambda: save(filling, ben, line=None, other="By Ben")  # noqa: E731
    with rival(second) as other, transaction.atomic():
        save(filling, mary, line="By Mary", other=None)
        other.start_and_wait_for_the_lock()
    assert (other.raised, words(filling)) == (None, {"line": "By Mary", "other": "By Ben"})


def test_who_saves_while_another_hands_in_is_told(filling):
    mary, ben = make_user(), make_user()
    with rival(lambda: save(filling, ben, line="Late")) as other, transaction.atomic():
        answering.submit(filling=filling, by=mary)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, AnsweringRefused)
    assert words(filling) == {}
