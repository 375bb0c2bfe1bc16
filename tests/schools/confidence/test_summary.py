"""What a lead sees: five or more, in steps, and never what one person said."""

import random

import pytest

from hub.calendar.years import AcademicYear
from hub.surveys.choices import Kind
from schools.confidence.summary import revealed, summary_of
from schools.models import SchoolLink
from tests.factories.confidence import answer, make_confidence
from tests.factories.schools import SchoolFactory
from tests.factories.surveys import make_version

pytestmark = pytest.mark.django_db


def line(survey, key):
    return next(each for each in summary_of(survey).lines if each.question.key == key)


def counts(survey, key="sure-singing"):
    return {row.words: row.now for row in line(survey, key).rows if row.now}


@pytest.mark.parametrize("number", [0, 1, 4])
def test_below_five_nothing_is_shown(number):
    survey = make_confidence()
    answer(survey, number)
    assert (survey.answered, survey.counted, summary_of(survey)) == (number, 0, None)


def test_from_five_there_is_a_summary():
    survey = make_confidence()
    answer(survey, 2, sure_singing="very")
    answer(survey, 3, sure_singing="a-little")
    assert summary_of(survey).counted == 5
    assert counts(survey) == {"A little": 3, "Very confident": 2}
    assert line(survey, "sure-singing").average == "3.2 of 5"


@pytest.mark.parametrize("more", [1, 4])
def test_later_answers_wait_for_the_next_five(more):
    survey = make_confidence()
    answer(survey, 5)
    answer(survey, more, sure_singing="not-at-all")
    assert (survey.answered, summary_of(survey).counted) == (5 + more, 5)
    assert counts(survey) == {"Fairly": 5}


def test_with_five_more_all_ten_count():
    survey = make_confidence()
    answer(survey, 5)
    answer(survey, 5, sure_singing="not-at-all")
    assert counts(survey) == {"Not at all confident": 5, "Fairly": 5}


def test_closing_shows_no_more_than_before():
    survey = make_confidence()
    answer(survey, 8)
    before = summary_of(survey)
    survey.closed_at = survey.opened_at
    survey.save()
    assert summary_of(survey) == before


def test_a_survey_keeps_the_step_with_which_it_was_opened():
    survey = make_confidence(least=7)
    answer(survey, 13)
    assert summary_of(survey).counted == 7


def test_every_two_summaries_of_a_question_differ_by_five_answers_or_none():
    # Some leave the question out: 1 means an answer. All prefixes of a hundred random orders.
    chance = random.Random(7)
    for _ in range(100):
        values = [chance.choice([None, number]) for number in range(60)]
        shown = [revealed(values[:length], 5) for length in range(61)]
        for earlier, later in zip(shown, shown[1:], strict=False):
            assert later[: len(earlier)] == earlier
            grown = len(later) - len(earlier)
            assert grown == 0 or grown >= 5


def test_a_question_that_few_answered_is_not_shown_and_waits_for_five():
    survey = make_confidence()
    answer(survey, 4, training="day")
    answer(survey, 1)
    assert line(survey, "training").counted == 0
    answer(survey, 1, training="none")
    answer(survey, 4)
    assert counts(survey, "training") == {"None": 1, "About a day": 4}


def test_one_late_answer_to_a_question_is_not_told_by_subtraction():
    survey = make_confidence()
    answer(survey, 5, training="day")
    answer(survey, 4)
    answer(survey, 1, training="none")
    assert summary_of(survey).counted == 10
    assert counts(survey, "training") == {"About a day": 5}


def test_texts_are_shown_from_five_and_in_no_order_of_coming():
    survey = make_confidence()
    for text in ["Ukuleles", "time", "A choir", "More songs"]:
        answer(survey, words=text)
    answer(survey, 1)
    assert line(survey, "words").texts == []
    answer(survey, words="Help")
    answer(survey, 4)
    assert line(survey, "words").texts == ["A choir", "Help", "More songs", "time", "Ukuleles"]


def test_several_answers_are_counted_each():
    survey = make_confidence()
    answer(survey, 3, helps=["watching", "time"])
    answer(survey, 2, helps=["time"])
    assert counts(survey, "helps") == {"Watching a lesson": 3, "Time to prepare": 5}


def test_what_is_not_applicable_counts_in_no_average():
    survey = make_confidence()
    answer(survey, 4, sure_singing="very")
    answer(survey, 1, sure_singing="not-applicable")
    assert line(survey, "sure-singing").average == "5.0 of 5"


def test_last_year_stands_beside_this_year():
    school = SchoolFactory()
    last = make_confidence(school=school, year=AcademicYear.current().previous)
    answer(last, 6)
    survey = make_confidence(school=school)
    answer(survey, 5, sure_singing="confident")
    summary = summary_of(survey)
    assert (summary.year_before, summary.counted_before) == (last.year, 5)
    rows = {row.words: (row.now, row.before) for row in line(survey, "sure-singing").rows}
    assert (rows["Confident"], rows["Fairly"]) == ((5, 0), (0, 5))
    assert line(survey, "sure-singing").average_before == "3.0 of 5"


def test_last_year_of_an_earlier_number_counts_too():
    old, new = SchoolFactory(), SchoolFactory()
    SchoolLink.objects.create(predecessor_urn=old.urn, successor_urn=new.urn, kind="Predecessor")
    answer(make_confidence(school=old, year=AcademicYear.current().previous), 5)
    survey = make_confidence(school=new)
    answer(survey, 5)
    assert summary_of(survey).counted_before == 5


def test_too_few_of_last_year_stand_beside_nothing():
    school = SchoolFactory()
    answer(make_confidence(school=school, year=AcademicYear.current().previous), 4)
    survey = make_confidence(school=school)
    answer(survey, 5)
    assert summary_of(survey).year_before is None


def test_kinds_that_would_name_somebody_are_never_shown():
    version = make_version(
        questions=[
            {"key": "since", "kind": Kind.DATE},
            {"key": "page", "kind": Kind.ADDRESS},
            {"key": "pay", "kind": Kind.MONEY},
            {"key": "hours", "kind": Kind.NUMBER},
            {"key": "choir", "kind": Kind.YES_NO},
        ]
    )
    survey = make_confidence(version=version)
    each = {"since": "2020-09-01", "page": "https://a.example", "pay": "9", "hours": 3}
    answer(survey, 5, choir=True, **each)
    assert {each.question.key: each.counted for each in summary_of(survey).lines} == {
        "since": 0,
        "page": 0,
        "pay": 0,
        "hours": 5,
        "choir": 5,
    }
    assert line(survey, "hours").average == "3.0"
    assert counts(survey, "choir") == {"Yes": 5}
