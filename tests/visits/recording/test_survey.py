"""“Have Your Say” at a visit: pre-filled, saved as you go, refused, handed in as facts."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.surveys import checking, reading
from hub.surveys.models import Filling
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from tests.factories.accounts import make_user
from visits.choices import SurveyState
from visits.permissions import QUESTIONNAIRE

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def send(client, visit, record):
    """``send(section, answers)`` as the page was drawn now, or as it was when ``form`` was."""

    def send(section, answers, form=None, **more):
        address = reverse("visits:record_survey_section", args=[visit.pk, section])
        form = form or client.get(address).context["form"]
        seen = {name: form[name].value() for name in form.fields if name.startswith("seen-")}
        return client.post(address, {**seen, **answers}, **more)

    return send


def test_the_survey_can_go_out_as_it_stands(db):
    version = reading.published(QUESTIONNAIRE)
    keys = {question.fact_key for question in reading.questions_of(version)}
    assert [problem.sentence for problem in checking.problems(version)] == []
    assert {"music-budget", "curriculum-minutes", "plan-status", "training-topics"} <= keys


def test_what_was_said_here_stands_in_the_survey_and_is_not_asked_twice(
    client, visit, record, officer
):
    year = AcademicYear(visit.year)
    for source, choirs in ((FactSource.SCHOOL, 2), (FactSource.VISIT, 3)):
        said = [Said("choirs", choirs)]
        book.note(school=visit.school, year=year, said=said, source=source, by=officer)
    page = client.get(reverse("visits:record_survey_section", args=[visit.pk, "singing"]))
    assert page.context["form"]["choirs"].value() == 3
    assert "From a visit" in page.text
    assert not Filling.objects.exists()  # looking begins nothing


def test_answers_are_facts_said_at_a_visit_once_they_are_handed_in(client, visit, record, send):
    year = AcademicYear(visit.year)
    assert (
        send("resources", {"music-budget": "450", "instruments-enough": "old"}).status_code == 302
    )
    saved = send("singing", {"choirs": "2"}, **JSON)
    assert (saved.status_code, saved.json()["marks"]) == (200, {"seen-choirs": "1"})
    assert book.told_by(FactSource.VISIT, visit.school, year) == {}
    client.post(reverse("visits:record_survey", args=[visit.pk]))
    told = book.told_by(FactSource.VISIT, visit.school, year)
    record.refresh_from_db()
    assert {about[0]: int(row.value) for about, row in told.items()} == {
        "music-budget": 450,
        "choirs": 2,
    }
    assert (record.survey_state, record.filling.is_open) == (SurveyState.DONE, False)
    assert send("singing", {"choirs": "9"}, form=_Empty()).status_code == 302
    client.post(reverse("visits:record_survey", args=[visit.pk]), {"go": "open"})
    send("singing", {"choirs": "4"})
    client.post(reverse("visits:record_survey", args=[visit.pk]))
    assert book.told_by(FactSource.VISIT, visit.school, year)["choirs", ""].value == 4


class _Empty:
    fields: dict = {}


def test_a_number_that_is_none_comes_back_with_everything_typed(send):
    answer = send("resources", {"music-budget": "lots", "instruments-enough-note": "Two drums"})
    assert (answer.status_code, "Two drums" in answer.text) == (422, True)
    assert answer.context["form"]["music-budget"].value() == "lots"
    assert send("resources", {"music-budget": "lots"}, **JSON).status_code == 422


def test_two_devices_in_a_section_see_each_others_answers(client, visit, send):
    send("hub", {"hub-should": "Come again"})
    address = reverse("visits:record_survey_section", args=[visit.pk, "hub"])
    old = client.get(address).context["form"]
    send("hub", {"hub-should": "Lend us drums"}, form=old)
    assert send("hub", {"hub-should": "Send a choir"}, form=old, **JSON).status_code == 409
    answer = send("hub", {"hub-should": "Send a choir"}, form=old)
    assert (answer.status_code, "Lend us drums" in answer.text) == (409, True)
    assert answer.context["form"]["hub-should"].value() == "Send a choir"


def test_rather_not_say_is_an_answer_for_a_section_and_for_all(client, visit, record, send):
    send("resources", {"resources-not-said": "The governors decide that first"})
    page = client.get(reverse("visits:record", args=[visit.pk]))
    assert "They would rather not say" in page.text
    refuse = reverse("visits:record_survey_refuse", args=[visit.pk])
    assert client.post(refuse, {"reason": " "}).status_code == 422
    client.post(refuse, {"reason": "No time this term"})
    record.refresh_from_db()
    assert (record.survey_state, record.survey_refusal) == (
        SurveyState.REFUSED,
        "No time this term",
    )
    assert "No time this term" in client.get(reverse("visits:report_preview", args=[visit.pk])).text
    assert send("hub", {"hub-should": "x"}, form=_Empty()).status_code == 302
    client.post(reverse("visits:record_survey", args=[visit.pk]), {"go": "open"})
    record.refresh_from_db()
    assert (record.survey_state, record.survey_refusal) == (SurveyState.OPEN, "")


def test_answers_are_read_by_officers_and_managers(visit, record, send, lead):
    send("hub", {"hub-should": "Come again"})
    readers = {
        role: Filling.objects.visible_to(make_user(role)).exists()
        for role in ("officer", "manager", "training", "tutor")
    }
    assert readers == {"officer": True, "manager": True, "training": False, "tutor": False}
    assert not Filling.objects.visible_to(lead).exists()


def test_a_section_that_is_not_asked_is_not_found(client, visit, record):
    page = reverse("visits:record_survey_section", args=[visit.pk, "nothing"])
    assert client.get(page).status_code == 404
