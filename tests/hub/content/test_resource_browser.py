"""Resources in a real browser: found and read by a visitor, written and published by an editor."""

import pytest

from hub.content.choices import Kind, Readers
from hub.content.models import Resource, Series
from hub.policy.models import HubSettings
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.content import make_resource

pytestmark = pytest.mark.browser
PLAYER = "https://player.example/film/1"


def assert_fine(visit):
    """Nothing that axe finds, where a script may look, and nothing wider than the window."""
    visit.page.locator("footer").wait_for()
    assert (visit.axe(), visit.scrolls_sideways()) == ([], False)


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_visitor_looks_for_a_resource_and_reads_it(browse, width, script):
    series = Series.objects.create(title="Singing from scratch", summary="Six short steps.")
    for number in (1, 2):
        make_resource(
            title=f"Step {number} of singing", series=series, episode=number, topics=["singing"]
        )
    make_resource(title="Trombone", body="Blow.", kind=Kind.MUSIC, topics=["lessons"])
    visit = browse("/resources/", width=width, script=script)
    page = visit.page
    if script:
        assert_fine(visit)
    if width == PHONE and script:
        page.click("summary:has-text('Search and filters')")
    page.fill("#filter_q", "sing")
    page.click("text=Apply filters")
    assert page.locator(".hub-count").inner_text() == "2 resources"
    page.click("text=Step 1 of singing")
    if script:
        assert_fine(visit)
    page.click("text=Step 2 of singing")
    page.click("text=Singing from scratch >> nth=0")
    assert page.locator("h1").inner_text() == "Singing from scratch"
    if script:
        assert_fine(visit)


def test_a_recording_elsewhere_is_asked_for_only_after_a_click(browse):
    HubSettings.objects.update(player_hosts="player.example")
    resource = make_resource(player_url=PLAYER)
    visit = browse(resource.get_absolute_url(), width=PHONE)
    page = visit.page
    page.route(
        "https://player.example/**",
        lambda route: route.fulfill(
            body="<title>Film</title><p lang=en>Here is the film", content_type="text/html"
        ),
    )
    page.click("text=Go to the recording")
    assert_fine(visit)
    assert visit.problems == []  # nothing of another site so far
    page.click("text=Play the recording")
    frame = page.frame_locator("iframe")
    assert frame.locator("p").inner_text() == "Here is the film"
    assert visit.scrolls_sideways(PHONE, DESK) is False
    assert visit.problems == [f"asked another host: {PLAYER}"]
    visit.problems.clear()


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_an_editor_writes_looks_publishes_and_archives(browse, width, script):
    editor = make_user("editor")
    visit = browse("/resources/new/", user=editor, width=width, script=script)
    page = visit.page
    page.fill("#id_title", "Warm up in five minutes")
    page.fill("#id_summary", "Ways to begin a lesson.")
    page.select_option("#id_kind", "guide")
    page.fill("#id_body", "Breathe in.")
    if script:
        assert_fine(visit)
        page.locator("#id_body").select_text()
        page.click("markdown-toolbar >> text=Bold")
        assert page.input_value("#id_body") == "**Breathe in.**"
    page.check("text=Schools and hub staff only")
    page.check("text=Key stage 2")
    page.click("text=Look at it first")
    assert page.locator(".hub-card").inner_text().endswith("Breathe in.")
    page.click("text=Save the draft")
    assert "The draft is saved" in page.inner_text("main")
    if script:
        assert_fine(visit)
    page.click("text=Publish it")
    if script:
        assert_fine(visit)
    page.click("button:has-text('Publish it')")
    resource = Resource.objects.get()
    assert (resource.state, resource.readers) == ("published", Readers.SCHOOLS)
    page.click("text=Archive it")
    page.click("button:has-text('Archive it')")
    assert "is archived" in page.inner_text("main")
    if script:
        assert_fine(visit)
