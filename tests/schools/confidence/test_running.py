"""Running a survey, and taking answers without a name."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.policy.models import PolicyRow
from hub.surveys.answering import Given
from hub.surveys.models import Answer, Filling, Version
from hub.trail.models import Entry
from schools.confidence import QUESTIONNAIRE, links, running
from schools.confidence.running import ConfidenceRefused, LinkOver, TooManyToday
from schools.models import ConfidenceSurvey
from tests.factories.accounts import make_user
from tests.factories.confidence import answer, make_confidence
from tests.factories.schools import SchoolFactory
from tests.races import rival

GIVEN = {"training": Given("day")}


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school})


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def hand_in(survey, once="a page"):
    return running.hand_in(survey=survey, link_works=True, given=GIVEN, once=once)


def test_a_survey_is_opened_with_the_hubs_rule_and_stands_on_the_trail(school, lead):
    PolicyRow.objects.create(key="confidence-from", year=AcademicYear.current(), value=8)
    survey = running.open_survey(school=school, ends_on=in_days(14), by=lead)
    assert (survey.least, survey.is_open, survey.version.questionnaire.key) == (
        8,
        True,
        QUESTIONNAIRE,
    )
    assert Entry.objects.get(action="opened").actor_id == lead.pk


def test_there_is_one_a_school_and_year(school, lead):
    running.open_survey(school=school, ends_on=in_days(14), by=lead)
    with pytest.raises(ConfidenceRefused, match="A colleague has opened"):
        running.open_survey(school=school, ends_on=in_days(14), by=lead)
    with pytest.raises(IntegrityError, match="one_confidence"), transaction.atomic():
        make_confidence(school=school)


def test_no_summary_is_of_fewer_than_five_whatever_code_says(school):
    with pytest.raises(IntegrityError, match="five_or_more"), transaction.atomic():
        make_confidence(school=school, least=4)


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "must not be past"), (500, "must be .* or earlier")]
)
def test_the_last_day_is_to_come_and_not_too_far(school, lead, days, words):
    with pytest.raises(ConfidenceRefused, match=words):
        running.open_survey(school=school, ends_on=in_days(days), by=lead)


def test_without_a_questionnaire_nothing_is_opened(school, lead):
    Version.objects.filter(questionnaire__key=QUESTIONNAIRE).update(state="retired")
    with pytest.raises(ConfidenceRefused, match="ask the hub"):
        running.open_survey(school=school, ends_on=in_days(14), by=lead)


def test_what_is_handed_in_names_nobody_and_no_hour(school):
    survey = make_confidence(school=school)
    before = Entry.objects.count()
    assert hand_in(survey) is True
    filling, kept = Filling.objects.get(), Answer.objects.get()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert {filling.started_at, filling.submitted_at, kept.at} == {midnight}
    assert {filling.started_by, filling.submitted_by, kept.by} == {None}
    assert Entry.objects.count() == before
    survey.refresh_from_db()
    assert survey.answered == 1


def test_the_same_page_sent_twice_is_one(school):
    survey = make_confidence(school=school)
    assert [hand_in(survey), hand_in(survey), hand_in(survey, once="another page")] == [
        True,
        False,
        True,
    ]
    survey.refresh_from_db()
    assert survey.answered == 2


def test_a_days_answers_have_a_limit(school):
    PolicyRow.objects.create(key="confidence-a-day", year=AcademicYear.current(), value=20)
    survey = make_confidence(school=school)
    answer(survey, 20)
    with pytest.raises(TooManyToday, match="tomorrow"):
        hand_in(survey)
    other = make_confidence()
    assert hand_in(other) is True


def test_what_was_refused_for_today_can_be_sent_again(school):
    PolicyRow.objects.create(key="confidence-a-day", year=AcademicYear.current(), value=20)
    survey = make_confidence(school=school)
    answer(survey, 20)
    with pytest.raises(TooManyToday):
        hand_in(survey)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Filling.objects.update(submitted_at=yesterday)
    assert hand_in(survey) is True


def test_closed_and_opened_again(school, lead):
    survey = make_confidence(school=school)
    answer(survey, 1)
    running.close(survey=survey, by=lead)
    with pytest.raises(LinkOver):
        hand_in(survey)
    with pytest.raises(ConfidenceRefused, match="closed already"):
        running.close(survey=survey, by=lead)
    running.reopen(survey=survey, ends_on=in_days(3), by=lead)
    with pytest.raises(ConfidenceRefused, match="open already"):
        running.reopen(survey=survey, ends_on=in_days(3), by=lead)
    assert hand_in(survey) is True
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)[:2]) == [
        "closed",
        "reopened",
    ]


def test_an_earlier_years_survey_stays_closed(school, lead):
    survey = make_confidence(school=school, year=AcademicYear.current().previous, days=-9)
    with pytest.raises(ConfidenceRefused, match="earlier year"):
        running.reopen(survey=survey, ends_on=in_days(3), by=lead)


def test_a_link_is_of_one_survey_and_stops_with_a_new_one(school, lead):
    survey = make_confidence(school=school)
    token = links.token_of(survey)
    assert links.survey_of(token) == (survey, True)
    running.renew_link(survey=survey, by=lead)
    assert links.survey_of(token)[1] is False
    survey.refresh_from_db()
    assert links.survey_of(links.token_of(survey)) == (survey, True)


@pytest.mark.parametrize(
    "change", [{"link_ends_on": datetime.date(2020, 1, 1)}, {"closed_at": timezone.now()}]
)
def test_a_link_stops_with_its_survey(school, change):
    survey = make_confidence(school=school)
    token = links.token_of(survey)
    ConfidenceSurvey.objects.update(**change)
    assert links.survey_of(token)[1] is False


@pytest.mark.parametrize("token", ["", "x", "WzEsMV0:forged", "WzEsMV0", "\u202e:\u202e"])
def test_a_forged_link_leads_nowhere(school, token):
    make_confidence(school=school)
    with pytest.raises(links.NoSuchLink):
        links.survey_of(token)


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_are_two():
    survey = make_confidence()
    with rival(lambda: hand_in(survey, once="second")) as other, transaction.atomic():
        hand_in(survey, once="first")
        other.start_and_wait_for_the_lock()
    survey.refresh_from_db()
    assert (other.raised, survey.answered, Filling.objects.count()) == (None, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_the_same_page_sent_twice_at_once_is_one():
    survey = make_confidence()
    with rival(lambda: hand_in(survey)) as other, transaction.atomic():
        hand_in(survey)
        other.start_and_wait_for_the_lock()
    survey.refresh_from_db()
    assert (other.raised, other.returned, survey.answered) == (None, False, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_it_at_once_the_second_hears_of_the_first():
    school, by = SchoolFactory(), make_user()
    open_it = lambda: running.open_survey(school=school, ends_on=in_days(9), by=by)  # noqa: E731
    with rival(open_it) as other, transaction.atomic():
        open_it()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, ConfidenceRefused)
