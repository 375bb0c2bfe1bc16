"""The report development-plan: the summary for those who may have it, the plan for its school."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from hub.calendar.years import AcademicYear
from hub.reporting import registry
from hub.reporting.build import Asked, make_part, parts_of
from hub.reporting.forms import bind
from tests.factories.accounts import make_user
from tests.factories.plans import agreed_plan, full_plan
from tests.factories.schools import SchoolFactory
from tests.schools.summaries.plans import published_plan

KEY = "development-plan"


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary School", urn=117000)


def form_for(user, **asked):
    return bind(registry.get(KEY), {name: [value] for name, value in asked.items()}, user=user)


def pdf_of(user, **asked):
    """The PDF that this user is given."""
    form = form_for(user, **asked)
    assert form.is_valid(), form.errors
    whole = Asked(registry.get(KEY), form, "pdf")
    content = make_part(whole, parts_of(whole, whole.keys())[0], as_at=timezone.now())
    return PdfReader(io.BytesIO(content))


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_command_writes_the_newest_when_no_year_is_named(school, tmp_path):
    published_plan(school=school)
    out = tmp_path / "plan.pdf"
    call_command("report", KEY, school="117000", out=str(out))
    reader = PdfReader(out)
    title = "Music development plan summary: Oak Primary School"
    assert reader.metadata.title.startswith(title)
    assert title in words(reader)


def test_without_a_school_it_takes_the_newest_of_all(school, tmp_path):
    published_plan(school=school)
    call_command("report", KEY, out=str(tmp_path / "plan.pdf"))
    assert "Oak Primary School" in words(PdfReader(tmp_path / "plan.pdf"))


def test_the_command_says_when_there_is_nothing(school, tmp_path):
    with pytest.raises(CommandError, match="Nothing is published"):
        call_command("report", KEY, school="117000", out=str(tmp_path / "plan.pdf"))


def test_a_year_that_is_named_is_the_one(school):
    published_plan(school=school, year=AcademicYear.current().next, part_a="Next year")
    published_plan(school=school, part_a="This year")
    newest = words(pdf_of(None, school="117000"))
    named = words(pdf_of(None, school="117000", period=str(AcademicYear.current())))
    assert ("Next year" in newest, "This year" in named) == (True, True)


def test_it_is_tagged_bookmarked_and_in_british_english(school):
    published_plan(school=school)
    reader = pdf_of(None, school="117000")
    catalog = reader.trailer["/Root"]
    marks = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    inner = [mark.title for group in reader.outline if isinstance(group, list) for mark in group]
    assert (catalog["/Lang"], bool(catalog["/MarkInfo"]["/Marked"])) == ("en-GB", True)
    assert marks == ["Music development plan summary: Oak Primary School"]
    assert inner == [
        "Overview",
        "Part A: Curriculum music",
        "Part B: Co-curricular music",
        "Part C: Musical experiences",
        "In the future",
    ]


def test_a_draft_is_its_schools_own_and_marked(school):
    full_plan(school=school)
    lead = make_user("lead", scope={"school": school})
    assert "Draft: this summary is not published." in words(pdf_of(lead))
    assert not form_for(make_user("manager"), school="117000").is_valid()
    assert not form_for(make_user("lead"), school="117000").is_valid()


def test_the_whole_plan_is_for_those_who_may_read_it(school):
    plan, _ = published_plan(school=school, objective="Every child sings")
    plan.budget_lines.create(what="Class set of ukuleles", amount="450.50", note="Friends")
    lead = make_user("lead", scope={"school": school})
    text = words(pdf_of(lead, contents="plan"))
    for each in ("Every child sings", "Start choir", "Class set of ukuleles", "£450.50"):
        assert each in text
    manager = make_user("manager")
    refused = form_for(manager, school="117000", contents="plan")
    assert (form_for(manager, school="117000").is_valid(), refused.is_valid()) == (True, False)
    assert "that you may read whole" in str(refused.errors)


def test_the_summary_alone_says_nothing_of_the_plan(school):
    published_plan(school=school, objective="Every child sings")
    assert "Every child sings" not in words(pdf_of(None, school="117000"))


def test_nothing_is_fetched_or_read_for_hostile_text(school):
    hostile = "<img src='file:///etc/passwd'> ![x](http://127.0.0.1:9/x) <style>@import 'x'</style>"
    published_plan(school=school, part_a=hostile, lead_name=hostile)
    reader = pdf_of(None, school="117000")
    assert "root:" not in words(reader)
    assert "/EmbeddedFiles" not in str(reader.trailer["/Root"].get("/Names"))


def test_it_is_seen_on_screen_too(school, client):
    published_plan(school=school)
    client.force_login(make_user("manager"))
    response = client.get(reverse("reporting:page", args=[KEY]), {"school": "117000"})
    assert response.status_code == 200
    assert "Part A: Curriculum music" in response.content.decode()


def test_the_button_on_the_summary_asks_for_it(school, client):
    plan = agreed_plan(school=school)
    client.force_login(make_user("lead", scope={"school": school}))
    page = client.get(reverse("schools:summary", args=[school.pk, plan.pk]))
    answer = client.post(reverse("reporting:new", args=[KEY]), page.context["plan_button"])
    assert answer.status_code == 302
    assert answer["Location"].startswith("/reports/")
