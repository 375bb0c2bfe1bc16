"""Settings, Postcodes: what is loaded, and where one is."""

import pytest

from hub.geography.grid import grid_reference
from hub.geography.models import PostcodeArea, PostcodeFile, PostcodePoint
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

PAGE = "/settings/postcodes/"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def stand(*areas, name="codepo_gb.zip"):
    """Loaded areas and a file that they are from."""
    file = PostcodeFile.objects.create(
        file_name=name, areas=areas, loaded=1, without_place=0, elsewhere=0, unreadable=0
    )
    for area in areas:
        PostcodeArea.objects.create(area=area, postcodes=12_345, file=file)


def text(response):
    return " ".join(response.text.split())


@pytest.mark.parametrize(
    ("easting", "northing", "reference"),
    [
        (651_409, 313_177, "TG 51409 13177"),  # Ordnance Survey's own example
        (516_000, 207_005, "TL 16000 07005"),
        (0, 0, "SV 00000 00000"),
        (460_000, 1_210_000, "HP 60000 10000"),  # Shetland
        (9_000_000, 0, ""),
    ],
)
def test_a_grid_reference_is_as_maps_print_it(easting, northing, reference):
    assert grid_reference(easting, northing) == reference


def test_settings_lead_there_and_there_to_the_import(as_manager):
    assert PAGE in as_manager.get("/settings/").text
    page = as_manager.get(PAGE)
    assert "No postcodes are loaded yet." in page.text
    assert as_manager.get("/imports/new/code-point-open/").status_code == 200
    assert "/imports/new/code-point-open/" in page.text


def test_what_is_loaded_is_listed_by_area(as_manager):
    stand("AL", "SG")
    page = text(as_manager.get(PAGE))
    assert "24,690 postcodes of 2 areas are loaded" in page
    assert "codepo_gb.zip" in page
    assert "12,345" in page


def test_a_loaded_postcode_is_exact(as_manager):
    PostcodePoint.objects.create(postcode="AL1 5EG", easting=516_000, northing=207_000)
    page = text(as_manager.get(PAGE, {"postcode": "al15eg"}))
    for words in ("AL1 5EG", "TL 16000 07000", "Exact", "Code-Point Open"):
        assert words in page


def test_another_is_approximate_and_says_from_what(as_manager):
    SchoolFactory(postcode="AL1 5AA", easting=516_000, northing=207_000)
    page = text(as_manager.get(PAGE, {"postcode": "AL1 5EG"}))
    assert "Approximate" in page
    assert "one of the schools in AL1 5" in page


def test_an_unknown_one_and_a_wrong_one_are_told_apart(as_manager):
    assert "Nobody knows where it is" in as_manager.get(PAGE, {"postcode": "AL1 5EG"}).text
    page = as_manager.get(PAGE, {"postcode": "AL1"})
    assert (page.status_code, "Enter a whole postcode, like AL1 5EG" in page.text) == (422, True)


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_asks_the_same_however_much_is_loaded(
    number, as_manager, django_assert_max_num_queries
):
    for n in range(number):
        stand(f"{'ABCDEFGHK'[n]}L", name=f"{n}.zip")
    with django_assert_max_num_queries(12):
        as_manager.get(PAGE)


@pytest.mark.browser
def test_a_manager_tries_a_postcode(browse, transactional_db):
    stand("AL", "SG", name="a-long-name-of-a-file-of-postcodes-from-ordnance-survey-2026-08.zip")
    PostcodePoint.objects.create(postcode="AL1 5EG", easting=516_000, northing=207_000)
    visit = browse(PAGE, user=make_user("manager"), width=PHONE)
    visit.page.get_by_label("Try a postcode").fill("al1 5eg")
    visit.page.get_by_role("button", name="Where is it?").click()
    visit.page.get_by_text("TL 16000 07000").wait_for()
    assert (visit.axe(), visit.scrolls_sideways(PHONE, DESK)) == ([], False)
