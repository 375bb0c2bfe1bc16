"""The summary as its school sees it: preview with what is missing, HTML, file, Word document."""

import io
import re

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from schools.models import Plan
from tests.factories.accounts import make_user
from tests.factories.plans import PlanFactory, agreed_plan, full_plan
from tests.factories.schools import SchoolFactory
from tests.factories.summaries import make_address
from tests.schools.summaries.plans import published_plan


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary School")


@pytest.fixture
def lead(school, client):
    user = make_user("lead", scope={"school": school}, name="Ada Lead")
    client.force_login(user)
    return user


def page(plan, name="summary"):
    return reverse(f"schools:{name}", args=[plan.school_id, plan.pk])


def text_of(response):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode()))


def test_an_empty_draft_names_everything_that_is_missing_with_links(school, lead, client):
    plan = PlanFactory(school=school)
    html = client.get(page(plan)).content.decode()
    for section in ("overview", "part-a", "part-b", "part-c", "future"):
        assert f'href="{plan.get_absolute_url()}{section}/"' in html
    assert "Publish the summary" not in html


def test_a_whole_draft_is_agreed_first(school, lead, client):
    text = text_of(client.get(page(full_plan(school=school))))
    assert "Everything is there. Agree the plan, then publish the summary." in text
    assert "Nobody outside your school sees it yet" in text


def test_an_agreed_plan_leads_on_to_publishing(school, lead, client):
    plan = agreed_plan(school=school)
    html = client.get(page(plan)).content.decode()
    assert f'href="{plan.get_absolute_url()}publish/"' in html
    today = timezone.localdate()
    assert f"{today.day} {today:%B %Y}" in html  # the day of publishing, as it would be


def test_what_is_published_and_unchanged_is_said_to_be(school, lead, client):
    plan, _ = published_plan(school=school, by=lead)
    text = text_of(client.get(page(plan)))
    assert "It is published, and everybody reads it so" in text
    assert "Before you publish" not in text


def test_changes_since_are_shown_beside_what_stands(school, lead, client):
    plan, _ = published_plan(school=school, by=lead)
    Plan.objects.filter(pk=plan.pk).update(part_a="Two hours", future="")
    text = text_of(client.get(page(plan)))
    assert "Everybody still reads what was published" in text
    assert "Two hours" in text
    assert "Write something under “In the future”." in text


def test_how_it_stands_on_the_schools_own_site_is_beside_it(school, lead, client):
    plan = agreed_plan(school=school)
    make_address(school, answer="not-found")
    assert "Not found" in text_of(client.get(page(plan)))


def test_an_officer_with_whom_it_is_shared_looks_and_mends_nothing(school, client):
    plan = PlanFactory(school=school, shared_at=timezone.now())
    client.force_login(make_user("officer"))
    html = client.get(page(plan)).content.decode()
    assert "Say who leads music." in html
    assert "Mend this" not in html


@pytest.mark.parametrize("name", ["summary", "summary_paste", "summary_html", "summary_word"])
@pytest.mark.parametrize("role", ["bursar", "officer", "manager", "trust", "carer"])
def test_nobody_else_sees_a_draft(school, client, name, role):
    plan = full_plan(school=school)
    scope = {"bursar": {"school": school}, "trust": {}}.get(role, {})
    client.force_login(make_user(role, scope=scope))
    assert client.get(page(plan, name)).status_code == 404


def test_a_plan_is_not_seen_through_the_address_of_another_school(school, lead, client):
    foreign = full_plan()
    for pk in (school.pk, foreign.school_id):
        url = reverse("schools:summary", args=[pk, foreign.pk])
        assert client.get(url).status_code == 404


def test_the_html_stands_in_a_box_to_copy(school, lead, client):
    plan = agreed_plan(school=school, part_a="An **hour** & more")
    response = client.get(page(plan, "summary_paste"))
    html = response.context["form"]["html"].value()
    assert "<p>An <strong>hour</strong> &amp; more</p>" in html
    assert "This summary is not published yet" in text_of(response)
    assert "readonly" in response.content.decode()


def test_what_is_taken_away_is_what_was_published(school, lead, client):
    plan, _ = published_plan(school=school, by=lead, part_a="As published")
    Plan.objects.filter(pk=plan.pk).update(part_a="As changed since")
    for name in ("summary_paste", "summary_html"):
        text = client.get(page(plan, name)).content.decode()
        assert ("As published" in text, "As changed" in text) == (True, False)


def test_the_file_is_saved_and_never_shown(school, lead, client):
    plan = agreed_plan(school=school, part_a="<script>alert(1)</script>")
    response = client.get(page(plan, "summary_html"))
    assert response["Content-Disposition"].startswith('attachment; filename="oak-primary-school-')
    assert response["Content-Disposition"].endswith('.html"')
    assert "<script" not in response.content.decode()


def test_the_word_document_comes_as_one(school, lead, client):
    response = client.get(page(agreed_plan(school=school), "summary_word"))
    assert response["Content-Type"].endswith("wordprocessingml.document")
    document = docx.Document(io.BytesIO(response.content))
    assert document.paragraphs[0].text == "Music development plan summary: Oak Primary School"


def test_a_name_of_a_school_is_harmless_in_a_header(db, client):
    school = SchoolFactory(name='Oak"\r\nSet-Cookie: a=b; ../../x')
    client.force_login(make_user("lead", scope={"school": school}))
    response = client.get(page(agreed_plan(school=school), "summary_html"))
    assert response.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w-]+\.html"', response["Content-Disposition"])


def test_two_hundred_kilobytes_are_previewed(school, lead, client):
    plan = agreed_plan(school=school, part_a="Music for every child. " * 860)
    assert client.get(page(plan)).status_code == 200
