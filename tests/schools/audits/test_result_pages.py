"""The result of an audit: its page, its report, and what the plan reads of it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from hub.calendar.years import AcademicYear
from hub.reporting.models import ReportRun
from schools.audits import said
from schools.audits.report_rows import audit_row
from schools.choices import AuditLevel
from schools.models import Audit
from tests.factories.accounts import make_user
from tests.factories.audits import submitted_audit
from tests.factories.content import make_resource

LOW = {"spaces-room": "not-yet", "singing-choir": "emerging", "staff-confidence": "emerging"}


def year():
    return AcademicYear.current()


@pytest.fixture
def last(school, lead):
    return submitted_audit(school, year=year() - 1, level="emerging", by=lead)


@pytest.fixture
def result(school, lead):
    return submitted_audit(school, level="established", answers=LOW, by=lead)


def test_it_says_strengths_three_next_steps_and_every_area(client, result):
    row = client.get(result.get_absolute_url()).context["row"]
    assert [step.key for step in row.result.next_steps] == list(LOW)
    assert len(row.result.strengths) == 5
    assert len(row.areas) == 11
    assert len(row.result.features) == 7


def test_this_year_stands_beside_last(client, last, result):
    page = client.get(result.get_absolute_url())
    row = page.context["row"]
    assert {each.before for each in row.areas} == {"Emerging"}
    assert row.moved == f"Since {last.year}: 11 further on, 0 as before, 0 further back."
    assert row.moved in page.text
    assert {bar.series for bar in row.chart.bars} == {1, 2}


def test_without_last_years_audit_nothing_stands_beside_it(client, result):
    page = client.get(result.get_absolute_url())
    assert page.context["row"].moved == ""
    assert "Change</th>" not in page.text


def test_an_audit_of_two_years_ago_is_no_last_year(client, school, lead, result):
    submitted_audit(school, year=year() - 2, by=lead)
    assert client.get(result.get_absolute_url()).context["row"].before is None


def test_resources_that_fit_the_next_steps_stand_beside_it(client, result):
    make_resource(title="Rooms that sound well", topics=["spaces"])
    make_resource(title="Trips abroad", topics=["performances"])
    text = client.get(result.get_absolute_url()).text
    assert "Rooms that sound well" in text
    assert "Trips abroad" not in text
    assert "Training that fits will stand here" in text


def test_the_chart_ends_at_exemplary_whatever_the_levels_are(result):
    marks = audit_row(result).chart.marks
    assert max(float(mark["width"].removesuffix("%")) for mark in marks) < 60


@pytest.mark.parametrize("name", ["audit-result"])
def test_the_button_has_the_pdf_made(client, result, school, name):
    data = {"school": school.reference, "period": str(result.year), "format": "pdf"}
    response = client.post(reverse("reporting:new", args=[name]), data)
    assert response.status_code == 302
    assert ReportRun.objects.get().key == name


def command(*options, out):
    call_command("report", "audit-result", *options, "--out", str(out), stdout=io.StringIO())
    return out.read_bytes()


def test_the_command_takes_the_newest_when_no_year_is_named(last, result, school, tmp_path):
    urn = str(school.urn)
    newest = command("--school", urn, out=tmp_path / "a.csv").decode("utf-8-sig")
    before = command("--school", urn, "--period", str(last.year), out=tmp_path / "b.csv").decode()
    assert str(year()) in newest
    assert str(last.year) in before
    assert str(year()) not in before


def test_the_pdf_has_two_or_three_pages(last, result, school, tmp_path):
    content = command("--school", str(school.urn), out=tmp_path / "result.pdf")
    reader = PdfReader(io.BytesIO(content), strict=True)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert 2 <= len(reader.pages) <= 3
    assert "Own School" in text
    assert "Three next steps" in text
    assert "Find one place and one fixed time" in text


def test_without_an_audit_the_command_says_so(school, tmp_path):
    with pytest.raises(CommandError, match="Own School has handed in no audit"):
        command("--school", str(school.urn), out=tmp_path / "a.pdf")


def test_an_open_audit_is_no_result(audit, school, tmp_path, client, url):
    with pytest.raises(CommandError, match="no audit"):
        command("--school", str(school.urn), out=tmp_path / "a.pdf")
    assert client.get(url("result", audit)).url == audit.get_absolute_url()


def test_a_stranger_has_no_report_made_of_it(client, result, school):
    client.force_login(make_user("lead"))
    data = {"school": school.reference, "format": "pdf"}
    assert client.post(reverse("reporting:new", args=["audit-result"]), data).status_code == 422
    assert not ReportRun.objects.exists()


def test_the_report_on_screen(client, result, school):
    page = client.get(
        reverse("reporting:page", args=["audit-result"]), {"school": school.reference}
    )
    assert "Three next steps" in page.text


def test_what_the_plan_reads(result, school):
    found = said.said_of_area(school, result.year, "singing")
    assert (found.name, found.level, found.status) == (
        "Singing",
        AuditLevel.ESTABLISHED,
        "Established",
    )
    assert found.levels["We have a choir or vocal group."] == AuditLevel.EMERGING
    assert len(found.strengths) == 3
    assert [step.key for step in found.next_steps][:1] == ["singing-choir"]
    steps = said.next_steps_of(school, result.year)
    assert [step.key for step in steps[:3]] == list(LOW)
    assert (steps[0].area, steps[0].text[:10]) == ("spaces", "Find one p")


def test_the_plan_reads_nothing_of_an_open_audit(audit, school):
    assert said.said_of_area(school, audit.year, "singing") is None
    assert said.next_steps_of(school, audit.year) == []
    assert said.said_in(school, audit.year) == {}


def test_an_area_that_was_not_asked_says_nothing(result, school):
    assert said.said_of_area(school, result.year, "cooking") is None


@pytest.mark.parametrize("notes", [0, 1])
def test_the_result_asks_a_fixed_number_of_times(
    client, last, result, notes, django_assert_max_num_queries
):
    client.get(result.get_absolute_url())
    with django_assert_max_num_queries(24):
        client.get(result.get_absolute_url())
    assert Audit.objects.count() == 2
