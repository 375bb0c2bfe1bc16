"""The pages of an audit, from beginning it to handing it in."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.surveys.models import Answer
from hub.trail.models import Entry
from schools.audits import auditing, content
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from schools.models import Audit, Fact
from tests.factories.accounts import make_user
from tests.factories.audits import answer, open_audit, submitted_audit
from tests.factories.schools import SchoolFactory


def start_url(school):
    return reverse("schools:audit", args=[school.pk])


def year():
    return AcademicYear.current()


def answers(audit):
    """{question: (value, note)}."""
    rows = Answer.objects.filter(filling=audit.filling)
    return {each.question.key: (each.value, each.note) for each in rows.select_related("question")}


def test_a_lead_begins_the_audit_of_this_year(client, lead, school, url):
    assert "Begin the audit" in client.get(start_url(school)).text
    response = client.post(start_url(school))
    audit = Audit.objects.get()
    assert (audit.school, audit.year, audit.filling.started_by) == (school, year(), lead)
    assert response.url == url("year", audit)
    assert Entry.objects.filter(action="began", object_type="schools.audit").count() == 1


def test_whoever_begins_second_comes_to_the_same_audit(client, audit, school):
    response = client.post(start_url(school), follow=True)
    assert Audit.objects.count() == 1
    assert "A colleague has begun this audit already." in response.text


def test_there_is_one_audit_a_school_and_year(audit, school):
    with pytest.raises(Exception, match="one_audit_a_school_and_year"):
        open_audit(school)


def test_a_closed_school_begins_none(client, lead, school):
    school.status = "2"
    school.save()
    assert "Begin the audit" not in client.get(start_url(school)).text
    response = client.post(start_url(school), follow=True)
    assert "is not open, so there is no audit" in response.text
    assert not Audit.objects.exists()


def test_the_areas_stand_with_their_status_and_who_did_what(client, lead, head, audit, url):
    for each in content.areas()["singing"].statements:
        answer(audit, each.key, "emerging", by=head)
    answer(audit, "spaces-room", "not-yet", by=lead)
    tasks = {each["text"]: each for each in client.get(url("year", audit)).context["tasks"]}
    today = f"{timezone.localdate():%-d %B}"
    assert {name: (t["status"], t["hint"]) for name, t in list(tasks.items())[1:3]} == {
        "Curriculum": ("Not started", "5 statements"),
        "Singing": ("Completed", f"4 of 4 statements. Last: Hal Head, {today}"),
    }
    spaces = tasks["Spaces, instruments and technology"]
    assert (spaces["status"], spaces["kind"]) == ("In progress", "info")


def test_an_area_is_saved_and_leads_to_the_next_that_is_open(client, lead, audit, url):
    typed = {
        "singing-plan": "emerging",
        "singing-plan-note": "  Songs of last year\r\nare listed.  ",
        "singing-choir": "not-sure",
        "choirs": "2",
        "go": "on",
    }
    response = client.post(url("area", audit, "singing"), typed)
    assert response.url == url("area", audit, "classroom-instruments")
    assert answers(audit) == {
        "singing-plan": ("emerging", "Songs of last year\nare listed."),
        "singing-choir": ("not-sure", ""),
        "choirs": (2, ""),
    }


def test_the_last_open_area_leads_to_the_check(client, audit, url, lead):
    for each in content.statements().values():
        if each.area != "singing":
            answer(audit, each.key, "emerging", by=lead)
    typed = {s.key: "emerging" for s in content.areas()["singing"].statements}
    response = client.post(url("area", audit, "singing"), typed | {"go": "on"})
    assert response.url == url("check", audit)


@pytest.mark.parametrize("go", ["later", "stay"])
def test_one_can_stop_or_stay(client, audit, url, go):
    response = client.post(url("area", audit, "singing"), {"singing-plan": "emerging", "go": go})
    wanted = {"later": url("year", audit), "stay": f"{url('area', audit, 'singing')}#files"}
    assert response.url == wanted[go]


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(client, audit, url):
    typed = {"singing-plan": "brilliant", "singing-plan-note": "Kept words", "choirs": "many"}
    response = client.post(url("area", audit, "singing"), typed)
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {"singing-plan", "choirs"}
    assert "Kept words" in response.text
    assert answers(audit) == {}


def test_a_pasted_text_that_is_too_long_comes_back_whole(client, audit, url):
    pasted = "<b>Word</b> \u202eturned " * 8_000
    response = client.post(url("area", audit, "singing"), {"singing-plan-note": pasted})
    assert response.status_code == 422
    assert response.text.count("&lt;b&gt;Word&lt;/b&gt;") == 8_000


def test_last_years_answers_and_facts_stand_in_the_form_marked(client, school, lead, url):
    before = submitted_audit(school, year=year() - 1, level="emerging", by=lead)
    said = [Said("choirs", 3)]
    book.note(school=school, year=year(), said=said, source=FactSource.VISIT, by=None)
    audit = open_audit(school, by=lead)
    response = client.get(url("area", audit, "singing"))
    form = response.context["form"]
    assert (form["singing-plan"].value(), form["choirs"].value()) == ("emerging", 3)
    origins = {each.question.key: each.origin for each in form.questions}
    assert origins["singing-plan"] == f"From your answers in {before.year}"
    assert origins["choirs"].startswith("From a visit, ")


@pytest.mark.parametrize(
    ("fields", "suggested"),
    [
        ({"phase": "special"}, ["classroom-instruments-plan"]),
        (
            {"low_age": 4, "high_age": 7},
            ["classroom-instruments-plan", "classroom-instruments-onward"],
        ),
        ({}, []),
    ],
)
def test_what_often_does_not_apply_to_a_school_is_marked_so(db, client, fields, suggested, url):
    school = SchoolFactory(**fields)
    lead = make_user("lead", scope={"school": school})
    client.force_login(lead)
    form = client.get(url("area", open_audit(school, by=lead), "classroom-instruments")).context[
        "form"
    ]
    scales = [each for each in form.questions if each.question.kind == "scale"]
    assert [s.question.key for s in scales if s.field.value() == "not-applicable"] == suggested


def test_an_area_that_there_is_not_is_not_found(client, audit, url):
    assert client.get(url("area", audit, "cooking")).status_code == 404


def test_the_check_names_what_is_open(client, audit, url, lead):
    answer(audit, "singing-plan", "emerging", by=lead, note="In a folder")
    text = client.get(url("check", audit)).text
    assert "49 statements in 11 areas are not answered yet" in text
    assert "In a folder" in text
    assert "Hand in the audit" in text


def test_an_audit_without_any_answer_is_not_handed_in(client, audit, url):
    assert "Hand in the audit" not in client.get(url("check", audit)).text
    response = client.post(url("check", audit), follow=True)
    assert "Nothing is answered yet." in response.text
    assert Audit.objects.open().count() == 1


def test_handing_in_tells_lead_and_head_and_the_fact_base(client, audit, head, lead, url):
    for each in content.areas()["singing"].statements:
        answer(audit, each.key, "established", by=lead)
    answer(audit, "choirs", 2, by=lead)
    answer(audit, "spaces-room", "not-sure", by=lead)
    response = client.post(url("check", audit), follow=True)
    assert response.redirect_chain[-1][0] == url("result", audit)
    assert "The audit is handed in." in response.text
    held = Fact.objects.in_force().told().filter(school=audit.school, year=audit.year)
    assert {each.key: int(each.number) for each in held} == {"audit-singing": 2, "choirs": 2}
    letters = Message.objects.filter(template="schools/email/audit_submitted")
    assert {each.to for each in letters} == {lead.email, head.email}
    actions = Entry.objects.filter(object_type="schools.audit").values_list("action", flat=True)
    assert list(actions) == ["handed in"]


def test_after_that_it_is_read_only(client, school, lead, url):
    audit = submitted_audit(school, by=lead)
    result = url("result", audit)
    assert client.get(url("year", audit)).url == result
    assert client.get(url("check", audit)).url == result
    assert client.post(url("check", audit)).url == result
    response = client.post(url("area", audit, "singing"), {"singing-plan": "not-yet"})
    assert response.url == result
    assert answers(audit)["singing-plan"] == ("established", "")


def test_an_audit_left_open_from_last_year_can_be_finished(client, school, lead, url):
    audit = open_audit(school, by=lead, year=year() - 1)
    for each in content.areas()["singing"].statements:
        answer(audit, each.key, "emerging", by=lead)
    client.post(url("check", audit))
    assert Audit.objects.submitted().get().year == year() - 1
    assert Fact.objects.get(key="audit-singing", holds=True).year == year() - 1


def test_an_area_of_a_closed_year_that_nobody_began_is_not_found(client, lead, school):
    address = reverse("schools:audit_year", args=[school.pk, AcademicYear(2019)])
    assert client.get(address).status_code == 404


def test_the_home_page_says_what_is_next(client, lead, school):
    home = reverse("schools:home", args=[school.pk])
    assert f"Begin the music audit {year()}" in client.get(home).text
    audit, _ = auditing.start(school=school, by=lead)
    assert f"Finish the music audit {year()}" in client.get(home).text
    answer(audit, "singing-plan", "emerging", by=lead)
    auditing.submit(audit=audit, by=lead)
    text = client.get(home).text
    assert "the music audit" not in text.split("What has happened")[0]
    assert f"Music audit {year()} handed in." in text


@pytest.mark.parametrize("answered", [1, 50])
def test_an_area_asks_as_much_with_many_answers_as_with_few(
    client, audit, url, lead, answered, django_assert_max_num_queries
):
    for each in list(content.statements())[:answered]:
        answer(audit, each, "emerging", by=lead)
    address = url("area", audit, "singing")
    client.get(address)
    with django_assert_max_num_queries(24):
        client.get(address)
    with django_assert_max_num_queries(28):
        client.post(address, {"singing-plan": "exemplary", "seen-singing-plan": "1"})


def test_times_are_told_as_in_london(client, audit, url, lead):
    answer(audit, "singing-plan", "emerging", by=lead)
    late = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)
    Answer.objects.update(at=late)
    tasks = {each["text"]: each for each in client.get(url("year", audit)).context["tasks"]}
    assert tasks["Singing"]["hint"].endswith("1 July")
