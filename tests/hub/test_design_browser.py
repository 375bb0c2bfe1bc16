"""The gallery in a real browser: every component, on a phone and on a desk."""

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing(browse, manager, width):
    visit = browse(reverse("gallery:index"), user=manager, width=width)
    assert (visit.status, visit.axe()) == (200, [])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_scrolls_sideways_at_320_pixels(browse, manager, script):
    visit = browse(reverse("gallery:index"), user=manager, width=320, script=script)
    assert not visit.scrolls_sideways()


def test_text_at_double_size_does_not_scroll_sideways(browse, manager):
    visit = browse(reverse("gallery:index"), user=manager, width=640)
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not visit.scrolls_sideways()


def test_own_fonts_are_used(browse, manager):
    page = browse(reverse("gallery:index"), user=manager).page
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert {name.strip('"') for name in loaded} == {"Nunito Sans", "Fraunces"}


def test_the_filters_are_folded_on_a_phone_and_open_without_script(browse, manager):
    url = reverse("gallery:index")
    panel = "details.hub-filter"
    folded = browse(url, user=manager, width=PHONE).page.locator(panel)
    plain = browse(url, user=manager, width=PHONE, script=False).page.locator(panel)
    assert folded.get_attribute("open") is None
    assert plain.get_attribute("open") == ""


def test_targets_are_44_pixels_high(browse, manager):
    page = browse(reverse("gallery:index"), user=manager, width=PHONE).page
    low = page.evaluate(
        """[...document.querySelectorAll(
              ".govuk-button, .govuk-input, .govuk-select, .hub-chip, .hub-mark__label, "
              + ".govuk-pagination__link, .govuk-service-navigation__toggle, .hub-header a")]
           .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
           .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_a_line_of_the_error_summary_leads_to_its_field(browse, manager):
    page = browse(reverse("gallery:index"), user=manager).page
    page.get_by_role("link", name="Date of birth must be a real date, like 12 March 2026").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-born_0"


def test_paper_shows_what_is_folded_away_and_no_buttons(browse, manager):
    page = browse(reverse("gallery:index"), user=manager).page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".govuk-button").first.is_visible()
    assert page.get_by_text("From the school directory of 1 November 2026").is_visible()


def test_nothing_moves_for_those_who_asked_for_calm(browse, manager):
    page = browse(reverse("gallery:index"), user=manager).page
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter(e => {
             const s = getComputedStyle(e);
             return parseFloat(s.transitionDuration) > 0 || s.animationName != "none";
           }).length"""
    )
    assert moving == 0


def test_forced_colours_keep_the_edges_of_what_can_be_pressed(browse, manager):
    page = browse(reverse("gallery:index"), user=manager).page
    page.emulate_media(forced_colors="active")
    width = page.evaluate(
        "getComputedStyle(document.querySelector('.govuk-button')).borderTopWidth"
    )
    assert width != "0px"


def test_a_first_visit_is_under_150_kilobytes_and_the_next_page_under_30(browse):
    page = browse(reverse("account_login")).page
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    loaded = []
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    wire.send("Network.clearBrowserCache")
    page.goto(reverse("account_login"), wait_until="networkidle")
    first, loaded[:] = sum(loaded), []
    page.goto(reverse("account_signup"), wait_until="networkidle")
    assert (50_000 < first < 150_000, 0 < sum(loaded) < 30_000) == (True, True), (first, loaded)
