"""What everybody reads: the newest summary at an address that stays, earlier years, no draft."""

import datetime
import io
import re

import docx
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from hub.calendar.years import AcademicYear
from schools.models import Plan, PlanAddress, SummaryFile
from schools.plans import lifecycle
from schools.summaries import publishing, tasks
from tests.factories.accounts import make_user
from tests.factories.plans import agreed_plan, full_plan
from tests.factories.schools import SchoolFactory, link
from tests.schools.summaries.plans import published_plan

LAST_YEAR = datetime.datetime(2025, 10, 1, 9, tzinfo=datetime.UTC)
THIS_YEAR = datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary School")


def address(school, year=None, name="public_summary_year"):
    slug = PlanAddress.objects.get(school=school).slug
    if year is None:
        return reverse("schools:public_summary", args=[slug])
    return reverse(f"schools:{name}", args=[slug, AcademicYear(year)])


def text_of(response):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode()))


def test_everybody_reads_the_summary_without_signing_in(school, client):
    published_plan(school=school, part_a="An **hour** a week")
    response = client.get(address(school))
    assert response.status_code == 200
    text = text_of(response)
    assert "Music development plan summary: Oak Primary School" in text
    assert "An hour a week" in text
    assert response["Cache-Control"] == "no-store, private"


def test_the_address_is_the_one_that_the_school_was_told(school, client):
    published_plan(school=school)
    assert address(school) == f"/schools/plans/{school.urn}/"
    assert (
        f'<link rel="canonical" href="http://localhost:8000/schools/plans/{school.urn}/">'
        in client.get(address(school)).content.decode()
    )


def test_nothing_stands_there_before_something_is_published(school, client):
    plan = agreed_plan(school=school)
    PlanAddress.objects.create(school=school, slug="oak")
    lead = make_user("lead", scope={"school": school})
    seen = [client.get("/schools/plans/oak/").status_code]
    client.force_login(lead)
    seen.append(client.get("/schools/plans/oak/").status_code)
    seen.append(client.get(f"/schools/plans/oak/{str(plan.year).replace('/', '-')}/").status_code)
    assert seen == [404, 404, 404]


@pytest.mark.parametrize("slug", ["nobody", "0", "a" * 50])
def test_an_address_that_nobody_has_is_not_found(db, client, slug):
    assert client.get(f"/schools/plans/{slug}/").status_code == 404


def test_what_the_plan_says_besides_stays_in_the_school(school, client):
    plan, _ = published_plan(school=school, objective="Our secret objective", premium="Money talk")
    plan.comments.create(section="objective", text="A word among us")
    text = text_of(client.get(address(school)))
    for private in ("secret", "Money talk", "A word", "Start choir", "@", school.postcode or "@"):
        assert private not in text


def test_a_change_is_read_when_it_is_published_again(school, client):
    plan, _ = published_plan(school=school, part_a="An hour a week")
    Plan.objects.filter(pk=plan.pk).update(part_a="Two hours a week")
    before = text_of(client.get(address(school)))
    plan.refresh_from_db()
    publishing.publish(plan=plan, by=make_user("head", scope={"school": school}))
    after = text_of(client.get(address(school)))
    assert ("An hour a week" in before, "Two hours" in before) == (True, False)
    assert ("An hour a week" in after, "Two hours" in after) == (False, True)


@pytest.fixture
def two_years(school):
    with time_machine.travel(LAST_YEAR):
        published_plan(school=school, part_a="As it was last year")
    with time_machine.travel(THIS_YEAR):
        published_plan(school=school, part_a="As it is this year")


def test_earlier_years_stay_within_reach(school, two_years, client):
    newest = client.get(address(school))
    earlier = client.get(address(school, 2025))
    assert "As it is this year" in text_of(newest)
    assert address(school, 2025) in newest.content.decode()
    assert "As it was last year" in text_of(earlier)
    assert "Read the newest" in text_of(earlier)
    assert client.get(address(school, 2024)).status_code == 404


def test_a_draft_of_the_next_year_changes_nothing(school, two_years, client):
    full_plan(school=school, year=AcademicYear(2027), part_a="Next year, perhaps")
    assert "As it is this year" in text_of(client.get(address(school)))
    assert client.get(address(school, 2027)).status_code == 404


def test_an_archived_plan_is_read_until_another_is_published(school, client):
    plan, _ = published_plan(school=school)
    lifecycle.archive(plan=plan, by=make_user("head", scope={"school": school}))
    assert client.get(address(school)).status_code == 200


def test_a_school_that_goes_on_under_another_number_keeps_its_address(school, client):
    published_plan(school=school, part_a="Before the academy")
    old = address(school)
    later = SchoolFactory(name="Oak Academy")
    link(school, later)
    published_plan(school=later, part_a="Since the academy")
    text = text_of(client.get(old))
    assert "Since the academy" in text
    assert "Oak Academy" in text


def test_the_files_are_made_after_publishing_and_offered_then(school, client):
    plan, version = published_plan(school=school)
    before = text_of(client.get(address(school)))
    tasks.make_files(version.pk)
    after = client.get(address(school)).content.decode()
    assert "are being made" in before
    assert address(school, plan.year, "public_summary_pdf") in after
    assert address(school, plan.year, "public_summary_word") in after


def test_everybody_downloads_the_pdf_and_the_word_document(school, client):
    plan, _ = published_plan(school=school, with_files=True)
    pdf = client.get(address(school, plan.year, "public_summary_pdf"))
    word = client.get(address(school, plan.year, "public_summary_word"))
    name = f"oak-primary-school-music-development-plan-summary-{plan.year}".replace("/", "")
    assert pdf["Content-Disposition"] == f'attachment; filename="{name}.pdf"'
    assert word["Content-Disposition"] == f'attachment; filename="{name}.docx"'
    reader = PdfReader(io.BytesIO(pdf.getvalue()))
    assert "Part A: Curriculum music" in reader.pages[0].extract_text()
    document = docx.Document(io.BytesIO(word.getvalue()))
    assert document.paragraphs[0].text.endswith("Oak Primary School")


def test_a_file_is_not_there_before_it_is_made_nor_after_its_disk_was_lost(school, client):
    plan, version = published_plan(school=school)
    url = address(school, plan.year, "public_summary_pdf")
    early = client.get(url).status_code
    tasks.make_files(version.pk)
    row = SummaryFile.objects.get(format="pdf")
    row.file.storage.delete(row.file.name)
    lost = client.get(url).status_code
    tasks.make_again(row.pk)  # what that page has asked a worker for
    again = client.get(url)
    assert (early, lost, again.status_code) == (404, 404, 200)
    again.close()


def test_hostile_words_stay_words(school, client):
    published_plan(
        school=school,
        part_a="<script>alert(1)</script><img src=x onerror=alert(1)>",
        lead_name='"><script>alert(1)</script>',
    )
    html = client.get(address(school)).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html


def test_the_page_asks_the_database_the_same_for_one_year_and_for_three(
    school, client, django_assert_max_num_queries
):
    for year in (2024, 2025, 2026):
        with time_machine.travel(datetime.datetime(year, 10, 1, 9, tzinfo=datetime.UTC)):
            published_plan(school=school)
    with django_assert_max_num_queries(9):
        client.get(address(school))
