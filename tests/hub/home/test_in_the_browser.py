"""Homes, footer and error pages in a real browser: axe, width, console, and with script off."""

import pytest

from hub.content.models import Page
from hub.front import maintenance
from tests.browser import DESK, PHONE
from tests.factories.accounts import grant, make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausen-Bergerdorff"


@pytest.fixture
def hub(portal):
    """The hub with everything in its settings, after the database has been filled."""
    from hub.policy import current

    hub = current.HubSettings.objects.get(pk=1)
    hub.name, hub.phone, hub.email = "Anytown Music Hub", "01992 555 821", "hub@anytown.example"
    hub.safeguarding_name, hub.safeguarding_phone = "Ada Byron", "01992 555 822"
    hub.save()
    return hub


def faults(visit):
    """What is wrong with the page that the visit is on; too wide it must be at no width."""
    found = visit.axe()
    if visit.scrolls_sideways(PHONE, DESK):
        found.append("scrolls sideways")
    if visit.page.locator("h1").count() != 1:
        found.append("not one h1")
    return found


def walk(visit, paths):
    """{path: faults} of those paths that have any."""
    found = {}
    for path in paths:
        visit.page.goto(path)
        if wrong := faults(visit):
            found[path] = wrong
    return found


def test_public_pages_have_no_fault(browse, hub):
    paths = [f"/about/{slug}/" for slug in Page.objects.values_list("slug", flat=True)]
    assert len(paths) == 21
    assert walk(browse("/", width=PHONE), ["/", *paths, "/no-such-page/"]) == {}


@pytest.mark.parametrize("role", ["manager", "officer", "tutor", "carer"])
def test_the_home_of_an_area_has_no_fault(browse, hub, role):
    visit = browse("/home/", user=make_user(role, name=f"Max {LONG}", phone=""), width=PHONE)
    assert faults(visit) == []
    assert visit.page.locator("text=Things to do").is_visible()


def test_the_pages_of_somebody_with_two_schools_have_no_fault(browse, hub):
    user = make_user("lead", scope={"school": SchoolFactory(name=f"St {LONG} Primary School")})
    grant(user, "head", school=SchoolFactory())
    grant(user, "carer")
    paths = [
        "/home/school/",
        "/home/choose-school/",
        "/home/choose-area/",
        "/accounts/",
        "/people/x",
    ]
    assert walk(browse("/", user=user, width=PHONE), paths) == {}


def test_writing_a_page_has_no_fault(browse, hub):
    visit = browse("/about/", user=make_user("editor"), width=PHONE)
    assert walk(visit, ["/about/", "/about/contact/versions/", "/about/contact/edit/"]) == {}
    visit.page.click("text=Look at it before saving")
    visit.page.wait_for_selector("text=How it will look")
    assert faults(visit) == []
    visit.page.fill("#id_body", "")
    visit.page.click("text=Look at it again")
    visit.page.wait_for_selector("text=There is a problem")
    assert visit.page.title().startswith("Error:")
    assert faults(visit) == []


def test_error_pages_have_no_fault(browse, hub, settings, tmp_path):
    settings.ROOT_URLCONF = "tests.hub.front.urls"
    visit = browse("/", user=make_user("tutor"), width=PHONE)
    paths = ["/test/forbidden/", "/test/broken/", "/test/database-away/", "/?q=%00", "/nowhere/"]
    assert walk(visit, paths) == {}
    settings.VAR_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    assert maintenance.is_on()
    assert walk(visit, ["/home/"]) == {}


def test_the_menu_is_an_open_list_without_script_and_folds_with_it(browse, hub):
    manager = make_user("manager")
    without = browse("/home/", user=manager, width=PHONE, script=False)
    assert without.page.locator("#navigation >> text=Overview").is_visible()
    folded = browse("/home/", user=manager, width=PHONE)
    assert not folded.page.locator("#navigation >> text=Overview").is_visible()
    folded.page.click("button:has-text('Menu')")
    assert folded.page.locator("#navigation >> text=Overview").is_visible()
