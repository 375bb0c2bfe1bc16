"""The pages: a lead runs the survey, teachers answer it by its link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.policy.models import PolicyRow
from hub.surveys.models import Answer, Filling
from hub.trail.models import Entry
from schools.confidence import links
from schools.models import ConfidenceSurvey
from tests.factories.accounts import make_user
from tests.factories.confidence import answer, make_confidence
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary")


@pytest.fixture
def lead(school, client):
    user = make_user("lead", scope={"school": school})
    client.force_login(user)
    return user


@pytest.fixture
def survey(school):
    return make_confidence(school=school)


@pytest.fixture
def teacher(db):
    """A browser that nobody has signed in with."""
    return Client()


def page(client, school, query=""):
    return client.get(reverse("schools:confidence", args=[school.pk]) + query)


def typed(survey, **answers):
    scales = survey.version.questions.filter(kind="scale").values_list("key", flat=True)
    return dict.fromkeys(scales, "fairly") | {"once": "a page"} | answers


def day(days):
    date = timezone.localdate() + timedelta(days=days)
    return {"ends_on_0": date.day, "ends_on_1": date.month, "ends_on_2": date.year}


def test_a_lead_opens_it_and_gets_the_link(client, lead, school):
    assert "Open this year’s survey" in page(client, school).text
    response = client.post(reverse("schools:confidence", args=[school.pk]), day(14), follow=True)
    made = ConfidenceSurvey.objects.get()
    assert (made.school, made.opened_by) == (school, lead)
    assert links.link_of(made) in response.text
    assert "0 have answered; the summary shows from 5." in response.text


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "The last day must not be past"), (300, "The last day must be")]
)
def test_a_wrong_last_day_is_told_beside_the_field(client, lead, school, days, words):
    response = client.post(reverse("schools:confidence", args=[school.pk]), day(days))
    assert response.status_code == 422
    assert words in response.context["form"].errors["ends_on"][0]
    assert not ConfidenceSurvey.objects.exists()


def test_below_five_the_lead_sees_how_many_and_nothing_else(client, lead, school, survey):
    answer(survey, 3, sure_singing="not-at-all", words="My own words")
    text = page(client, school).text
    assert "3 have answered; the summary shows from 5." in text
    assert "Summary of" not in text
    assert "My own words" not in text
    assert "Not at all confident" not in text


def test_from_five_the_lead_sees_the_summary(client, lead, school, survey):
    answer(survey, 5, sure_singing="very")
    answer(survey, 1, sure_singing="not-at-all", words="My own words")
    text = page(client, school).text
    assert "6 have answered." in text
    assert "Summary of 5 answers" in text
    assert "It will be counted anew when there are 10 answers." in text
    assert "5 of 5" in text
    assert "My own words" not in text


def test_last_years_summary_has_a_page_of_its_own(client, lead, school, survey):
    last = make_confidence(school=school, year=survey.year.previous)
    answer(last, 5)
    answer(survey, 5)
    assert f"Beside it stands {last.year}, when 5 were counted" in page(client, school).text
    ConfidenceSurvey.objects.filter(pk=last.pk).update(link_ends_on="2020-01-01")
    text = page(client, school, f"?year={last.year}").text
    assert "Summary of 5 answers" in text
    assert "Open it again" not in text
    assert f"<strong>{survey.year}</strong>" in page(client, school, "?year=1999/00").text


def test_it_is_closed_and_opened_again(client, lead, school, survey):
    response = client.post(reverse("schools:confidence_close", args=[school.pk]), follow=True)
    assert "The survey is closed" in response.text
    response = client.post(reverse("schools:confidence", args=[school.pk]), day(5), follow=True)
    assert "The survey is open" in response.text
    client.post(reverse("schools:confidence_close", args=[school.pk]))
    response = client.post(reverse("schools:confidence_close", args=[school.pk]), follow=True)
    assert "closed already" in response.text


def test_who_opens_it_second_is_told(client, lead, school, survey):
    response = client.post(reverse("schools:confidence", args=[school.pk]), day(5), follow=True)
    assert "A colleague has opened the survey meanwhile" in response.text


def test_a_new_link_stops_the_old_one(client, lead, school, survey, teacher):
    old = links.link_of(survey)
    client.post(reverse("schools:confidence_link", args=[school.pk]))
    survey.refresh_from_db()
    assert teacher.get(old).status_code == 410
    assert teacher.get(links.link_of(survey)).status_code == 200
    assert teacher.post(old, typed(survey)).status_code == 410
    assert not Filling.objects.exists()


def test_nobody_else_sees_it(client, school, survey):
    answer(survey, 5)
    for role in ("manager", "admin", "officer", "training"):
        client.force_login(make_user(role))
        assert page(client, school).status_code == 403
    client.force_login(make_user("bursar", scope={"school": school}))
    assert page(client, school).status_code == 403
    client.force_login(make_user("lead"))
    assert page(client, school).status_code == 404


def test_answers_stand_in_no_list_of_anybodys(school, survey):
    answer(survey, 5)
    lead = make_user("lead", scope={"school": school})
    for user in (lead, make_user("manager"), make_user("admin")):
        assert not Answer.objects.visible_to(user).exists()
        assert not Filling.objects.visible_to(user).exists()


def test_a_teacher_answers_without_an_account(teacher, survey):
    link = links.link_of(survey)
    text = teacher.get(link).text
    assert "Oak Primary" in text
    assert 'autocomplete="name"' not in text
    entries = Entry.objects.count()
    response = teacher.post(link, typed(survey, words="Ukuleles <b>please</b>\u202e"), follow=True)
    assert response.redirect_chain == [("/confidence/thank-you/", 302)]
    assert "without your name" in response.text
    survey.refresh_from_db()
    assert survey.answered == 1
    assert Answer.objects.get(question__key="words").value == "Ukuleles <b>please</b>"
    assert Entry.objects.count() == entries


def test_what_is_missing_is_told_and_what_was_typed_stays(teacher, survey):
    words = "x" * 200_000
    response = teacher.post(links.link_of(survey), {"words": words, "sure-singing": "splendid"})
    assert response.status_code == 422
    assert "Choose an answer: Singing with a class" in response.text
    assert "Your answer must be 500 characters or fewer" in response.text
    assert words in response.text
    assert not Filling.objects.exists()


def test_a_device_that_has_answered_is_told_and_a_colleague_may_go_on(teacher, survey):
    link = links.link_of(survey)
    teacher.post(link, typed(survey))
    cookie = teacher.cookies[f"confidence-{survey.pk}"]
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("1", link, True)
    assert "You have answered already" in teacher.get(link).text
    assert "Send my answers" in teacher.get(f"{link}?again=1").text
    teacher.post(f"{link}?again=1", typed(survey, once="another page"))
    survey.refresh_from_db()
    assert survey.answered == 2


def test_a_page_sent_twice_counts_once(teacher, survey):
    for _ in range(2):
        response = teacher.post(links.link_of(survey), typed(survey))
        assert response.url == "/confidence/thank-you/"
    survey.refresh_from_db()
    assert survey.answered == 1


def test_too_many_in_a_day_are_sent_away_with_what_they_typed(teacher, survey):
    PolicyRow.objects.create(key="confidence-a-day", year=survey.year, value=20)
    answer(survey, 20)
    response = teacher.post(links.link_of(survey), typed(survey, words="My words"))
    assert response.status_code == 429
    assert "Please send yours tomorrow" in response.text
    assert "My words" in response.text


@pytest.mark.parametrize("change", [{"closed_at": timezone.now()}, {"link_ends_on": "2020-01-01"}])
def test_a_survey_that_is_over_takes_nothing(teacher, survey, change):
    ConfidenceSurvey.objects.update(**change)
    link = links.link_of(survey)
    assert teacher.get(link).status_code == 410
    response = teacher.post(link, typed(survey))
    assert (response.status_code, Filling.objects.exists()) == (410, False)
    assert "Nothing was sent" in response.text


def test_a_forged_link_is_not_found(teacher, survey):
    forged = links.link_of(survey)[:-2] + "x/"
    assert teacher.get(forged).status_code == 404


def test_the_public_page_shows_nothing_that_the_hub_knows(teacher, survey):
    answer(survey, 5, words="Said by another")
    assert "Said by another" not in teacher.get(links.link_of(survey)).text


@pytest.mark.parametrize("number", [5, 40])
def test_the_summary_costs_the_same_for_many(
    number, client, lead, school, survey, django_assert_max_num_queries
):
    answer(survey, number)
    page(client, school)
    with django_assert_max_num_queries(20):
        page(client, school)
