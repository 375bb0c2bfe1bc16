"""The toolkit and three example summaries: there from the first day, and the hub's to change."""

import re

import pytest

from hub.content import editing
from hub.content.models import Page
from schools import toolkit
from schools.choices import Phase
from schools.models import SummaryFile
from schools.plans import sections
from schools.summaries.rows import INTRO, PARTS, Summary
from tests.factories.accounts import make_user
from tests.factories.plans import PlanFactory, agreed_plan
from tests.factories.schools import SchoolFactory

SLUGS = {**toolkit.INDEX, **toolkit.STEPS, **toolkit.EXAMPLES}
pytestmark = pytest.mark.django_db


def test_every_page_is_there_with_its_title():
    assert dict(Page.objects.filter(slug__in=SLUGS).values_list("slug", "title")) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_everybody_reads_each_page_and_its_links_lead_somewhere(slug, client):
    response = client.get(f"/about/{slug}/")
    assert response.status_code == 200
    prose = response.content.decode().split('class="hub-prose"')[1].split("</main>")[0]
    for link in re.findall(r'href="(/[^"]*)"', prose):
        assert client.get(link).status_code in (200, 302), link


@pytest.mark.parametrize("slug", toolkit.EXAMPLES)
def test_an_example_keeps_to_the_template(slug):
    body = Page.objects.get(slug=slug).body
    headings = re.findall("^## (.+)$", body, re.MULTILINE)
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", body.split(INTRO)[0], re.MULTILINE)
    empty = Summary("", 2026).overview
    assert headings == ["Overview", *(heading for heading, _ in PARTS.values())]
    assert rows[2:] == [row.detail for row in empty]
    assert [words in body for _, words in PARTS.values()] == [True] * 5


def test_an_editor_makes_a_page_the_hubs_own(client):
    page = Page.objects.get(slug="toolkit-vision")
    editor = make_user("editor")
    editing.save(page=page, title=page.title, body="Our own words", based_on=1, by=editor)
    assert "Our own words" in client.get("/about/toolkit-vision/").content.decode()


@pytest.mark.parametrize("phase", Phase.values)
def test_every_school_is_shown_an_example_near_to_it(phase, client):
    school = SchoolFactory(phase=phase)
    client.force_login(make_user("lead", scope={"school": school}))
    slug, title = toolkit.example_for(phase)
    for page in (
        f"/schools/{school.pk}/home/",
        f"{PlanFactory(school=school).get_absolute_url()}summary/",
    ):
        html = client.get(page).content.decode()
        assert (title in html, f"/about/{slug}/" in html, "/about/toolkit/" in html) == (True,) * 3


def test_every_section_of_the_builder_has_its_step():
    assert toolkit.step_for("part-a") == ("toolkit-curriculum", "Looking at your curriculum")
    assert toolkit.step_for("anything else") is None


def test_every_section_leads_to_its_step(client):
    plan = PlanFactory()
    client.force_login(make_user("lead", scope={"school": plan.school}))
    for key in sections.SECTIONS:
        slug, _ = toolkit.step_for(key)
        assert f"/about/{slug}/" in client.get(f"{plan.get_absolute_url()}{key}/").text, key


def test_publishing_from_the_builder_orders_the_files(client):
    plan = agreed_plan()
    client.force_login(make_user("lead", scope={"school": plan.school}))
    client.post(f"{plan.get_absolute_url()}publish/")
    assert SummaryFile.objects.filter(version__plan=plan).count() == 2
