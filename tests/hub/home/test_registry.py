"""Menus: what appears, for whom, in which order, and what is marked as the page one is on."""

import re

import pytest

from hub.home import registry
from hub.home.areas import AREAS, MENUS
from hub.home.checks import entries_lead_somewhere
from hub.home.registry import Entry, Todo, entries_for, entry, thing_to_do, things_to_do
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.fixture
def scratch(monkeypatch):
    """A registry of the test's own, so that what it registers is gone afterwards."""
    monkeypatch.setattr(registry, "_entries", {key: [] for key in MENUS})
    monkeypatch.setattr(registry, "_things", {key: [] for key in AREAS})


def menu_of(client, path):
    """([(text, address)], text of the current one) of the band on a page."""
    page = client.get(path).content.decode()
    links = re.findall(
        r'class="govuk-service-navigation__link" href="([^"]+)"( aria-current="true")?>(.*?)</a>',
        page,
        re.S,
    )
    current = [text.strip() for _, mark, text in links if mark]
    return [(text.strip(), url) for url, _, text in links], current


def test_entries_stand_in_the_order_of_the_area_and_the_rest_after(scratch):
    for text in ("Zebra", "Visits", "Home", "Schools"):
        entry(area="staff", text=text, url_name="home:home")
    texts = [each.text for each in entries_for(None, "staff")]
    assert texts == ["Home", "Schools", "Visits", "Zebra"]


def test_an_entry_appears_only_for_whoever_holds_its_right(scratch, db):
    entry(area="staff", text="Pages", url_name="content:index", right="content.change_page")
    assert [each.text for each in entries_for(make_user("editor"), "staff")] == ["Pages"]
    assert entries_for(make_user("officer"), "staff") == []


def test_an_entry_can_stand_in_several_areas(scratch):
    entry(area=("school", "tutor"), text="Help", url_name="home:home")
    assert [len(entries_for(None, key)) for key in ("school", "tutor", "staff")] == [1, 1, 0]


def test_an_unknown_area_is_refused_at_once(scratch):
    with pytest.raises(ValueError, match="no area 'teacher'"):
        entry(area="teacher", text="Help", url_name="home:home")


def test_an_entry_that_leads_nowhere_stops_the_start(scratch):
    entry(area="staff", text="Nowhere", url_name="no:such")
    entry(area="staff", text="No right", url_name="home:home", right="no.such_right")
    assert sorted(error.id for error in entries_lead_somewhere(None)) == ["home.E001", "home.E002"]


def test_every_entry_of_the_portal_leads_somewhere():
    assert entries_lead_somewhere(None) == []


def test_things_to_do_stand_by_their_order_and_nothing_is_left_out(scratch, db):
    @thing_to_do(area="staff", order=20)
    def later(user):
        return Todo("Later", "/")

    @thing_to_do(area="staff", order=10)
    def sooner(user):
        return Todo("Sooner", "/")

    @thing_to_do(area="staff")
    def nothing(user):
        return None

    assert [todo.text for todo in things_to_do(None, "staff")] == ["Sooner", "Later"]


def test_the_entry_of_the_page_is_marked(client, manager):
    client.force_login(manager)
    assert menu_of(client, "/home/manager/")[1] == ["Overview"]


def test_the_longest_address_wins_so_that_only_one_is_marked(client, db):
    client.force_login(make_user("editor"))
    assert menu_of(client, "/about/contact/edit/")[1] == ["Pages"]


@pytest.mark.parametrize(
    ("role", "path", "text"),
    [
        ("office", "/lessons/prices/", "Lessons"),
        ("office", "/venues/", "Lessons"),
        ("lead", "/schools/{school}/audit/", "Audit"),
        ("lead", "/schools/{school}/plan/", "Development plan"),
        ("lead", "/lessons/schools/{school}/pupils/", "Pupils"),
    ],
)
def test_an_entry_is_marked_on_every_page_of_what_it_covers(client, db, role, path, text):
    school = SchoolFactory()
    scope = {"school": school} if role == "lead" else None
    client.force_login(make_user(role, scope=scope, second_factor=True))
    assert menu_of(client, path.format(school=school.pk))[1] == [text]


@pytest.mark.parametrize(
    "role",
    ["manager", "admin", "officer", "editor", "finance", "tutor", "lead", "carer", "partner"],
)
def test_every_entry_of_a_menu_opens_for_whoever_sees_it(client, db, role):
    client.force_login(make_user(role))
    entries, _ = menu_of(client, client.get("/home/").url)
    answers = {url: client.get(url, follow=True).status_code for _, url in entries}
    assert answers == dict.fromkeys(answers, 200)
    assert len(answers) >= 1


def test_somebody_without_a_role_has_the_public_menu_and_an_account(client, db):
    client.force_login(make_user())
    page = client.get("/home/").content.decode()
    assert 'href="/accounts/">Account</a>' in page
    assert "Sign in</a>" not in page


def test_somebody_signed_out_is_offered_to_sign_in(client, db):
    assert 'href="/accounts/login/">Sign in</a>' in client.get("/").content.decode()


def test_nothing_of_one_person_shows_to_the_next(client, manager):
    from django.test import Client

    client.force_login(manager)
    assert "Overview" in client.get("/").content.decode()
    assert "Overview" not in Client().get("/").content.decode()


def test_an_address_is_made_from_its_name_and_arguments():
    assert Entry("Cookies", "content:page", kwargs={"slug": "cookies"}).url == "/about/cookies/"
