"""The boundaries on maps: sent, looked at, put in force, removed."""

import json
import math

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from hub.geography import boundaries
from hub.geography.boundaries import MOST_DRAWN, outline, simplified
from hub.geography.geojson import Area, GeoJSONRefused
from hub.geography.models import Boundaries
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.geography.test_geojson import DEGREES, METRES, collection, feature

PAGE, REMOVE = "/settings/boundaries/", "/settings/boundaries/remove/"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def upload(data, name="county.geojson"):
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return SimpleUploadedFile(name, content, content_type="application/geo+json")


def send(client, *features, **more):
    """Send a file and go to the page that shows it."""
    return client.post(PAGE, {"file": upload(collection(*features)), **more}, follow=True)


def put(client, *features):
    """Send a file and use it."""
    page = send(client, *features)
    return client.post(page.request["PATH_INFO"], follow=True)


def in_force():
    return [(each.file_name, each.names) for each in Boundaries.objects.filter(is_in_force=True)]


def text(response):
    return " ".join(response.text.split())


def test_a_file_is_looked_at_before_it_is_used(as_manager):
    page = send(as_manager, feature(DEGREES, name="Vale"), feature(DEGREES, name="Ash"))
    assert in_force() == []
    assert "county.geojson has 2 areas." in text(page)
    assert "<path" in page.text
    page = as_manager.post(page.request["PATH_INFO"], follow=True)
    assert "Saved. Maps show the boundaries of 2 areas." in page.text
    assert in_force() == [("county.geojson", ["Vale", "Ash"])]


def test_the_next_file_replaces_the_one_before_and_both_stand_on_the_trail(as_manager):
    put(as_manager, feature(DEGREES, name="Vale"))
    page = send(as_manager, feature(METRES, name="Ash"))
    assert "It replaces the 1 of county.geojson on every map." in text(page)
    as_manager.post(page.request["PATH_INFO"])
    assert in_force() == [("county.geojson", ["Ash"])]
    assert Entry.objects.filter(action="replaced boundaries").count() == 2


def test_a_check_page_that_was_answered_is_gone(as_manager):
    page = send(as_manager, feature(DEGREES))
    address = page.request["PATH_INFO"]
    as_manager.post(address)
    assert as_manager.post(address).status_code == 404


def test_what_goes_while_somebody_decides_is_told(manager, db):
    waiting = boundaries.send(areas=[Area("Vale", [METRES])], file_name="a.json", by=manager)
    Boundaries.objects.all().delete()
    with pytest.raises(boundaries.BoundariesGone, match="Send the file again"):
        boundaries.put_in_force(waiting=waiting, by=manager)


def test_a_second_try_takes_the_place_of_ones_first_and_leaves_those_of_others(manager, db):
    areas, other = [Area("Vale", [METRES])], make_user("admin")
    for by in (manager, other, manager):
        boundaries.send(areas=areas, file_name="a.json", by=by)
    assert set(Boundaries.objects.values_list("by", flat=True)) == {manager.pk, other.pk}
    assert Boundaries.objects.count() == 2


def test_removing_asks_first_and_stands_on_the_trail(as_manager):
    put(as_manager, feature(DEGREES, name="Vale"))
    assert "Maps no longer show the 1 area of county.geojson." in as_manager.get(REMOVE).text
    assert in_force() != []
    assert "The boundaries are gone." in as_manager.post(REMOVE, follow=True).text
    assert in_force() == []
    assert Entry.objects.get(action="removed boundaries").fields["areas"] == {"from": 1, "to": 0}


def test_removing_twice_says_that_there_is_nothing(as_manager):
    assert "There are no boundaries to remove." in as_manager.post(REMOVE, follow=True).text


@pytest.mark.parametrize("content", [b"[" * 100_000, b"no json", b"{}"])
def test_a_refusal_stands_beside_the_field(as_manager, content):
    page = as_manager.post(PAGE, {"file": upload(content)})
    assert page.status_code == 422
    assert "The file must be GeoJSON" in text(page)
    assert Boundaries.objects.count() == 0


def test_a_property_that_no_area_has_is_refused_beside_the_field(as_manager):
    page = send(as_manager, feature(DEGREES, LAD24NM="Vale"), name_property="title")
    assert "No area has a property “title”" in page.text


def test_an_empty_form_says_what_to_choose(as_manager):
    assert "Choose a GeoJSON file" in as_manager.post(PAGE, {}).text


def test_a_name_in_the_file_is_text_on_the_page(as_manager):
    page = send(as_manager, feature(DEGREES, name="<script>alert(1)</script>"))
    assert "&lt;script&gt;alert(1)" in page.text


def test_the_map_of_schools_stands_in_the_boundaries(as_manager):
    put(as_manager, feature(METRES, name="Vale"))
    SchoolFactory(easting=530_000, northing=210_000)
    SchoolFactory(easting=100_000, northing=900_000)
    page = as_manager.get("/schools/map/")
    assert page.context["map"].drawing.border.startswith("M")
    assert "2 schools, 1 of them on the map. 1 lies beyond its edges." in text(page)


def test_two_files_cannot_be_in_force(db):
    Boundaries.objects.create(file_name="a", shapes=[], is_in_force=True)
    with pytest.raises(IntegrityError):
        Boundaries.objects.create(file_name="b", shapes=[], is_in_force=True)


# --- simplifying ----------------------------------------------------------------------------------


def circle(points, radius, east=520_000, north=220_000):
    turn = 2 * math.pi / points
    ring = [
        (east + radius * math.cos(n * turn), north + radius * math.sin(n * turn))
        for n in range(points)
    ]
    return [*ring, ring[0]]


def test_a_long_outline_is_drawn_with_bounded_points_and_keeps_its_form():
    (shape,) = simplified([Area("Vale", [circle(50_000, 30_000)])])
    (ring,) = shape["rings"]
    assert 100 < len(ring) <= MOST_DRAWN
    assert {round(math.dist(p, (520_000, 220_000)) / 1000) for p in ring} == {30}


def test_many_small_areas_keep_within_the_bound():
    areas = [
        Area(f"Area {n}", [circle(60, 4000, 100_000 + n % 20 * 20_000, 100_000 + n // 20 * 20_000)])
        for n in range(400)
    ]
    shapes = simplified(areas)
    assert sum(len(ring) for shape in shapes for ring in shape["rings"]) <= MOST_DRAWN


def test_an_islet_that_nobody_would_see_is_left_out():
    (shape,) = simplified([Area("Vale", [METRES, circle(20, 5)])])
    assert len(shape["rings"]) == 1


def test_points_on_one_line_are_one_line():
    dotted = [[510_000 + 3000 * n, 200_000] for n in range(10)]
    (shape,) = simplified([Area("Vale", [[*dotted, *METRES[1:]]])])
    assert len(shape["rings"][0]) == 3


def test_an_area_without_extent_is_refused():
    with pytest.raises(GeoJSONRefused):
        simplified([Area("Vale", [[(510_000, 200_000)] * 4])])


def test_maps_show_new_boundaries_at_once_and_read_them_once_meanwhile(
    as_manager, django_assert_num_queries
):
    assert outline() == []
    put(as_manager, feature(DEGREES, name="Vale"))
    assert len(outline()) == 1
    with django_assert_num_queries(0):
        outline()
