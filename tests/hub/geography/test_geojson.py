"""Reading areas that somebody uploads: what is taken, and with which words the rest is refused."""

import json

import pytest

from hub.geography.geojson import GeoJSONRefused, areas_of

DEGREES = [[-0.4, 51.7], [0.1, 51.7], [0.1, 52.0], [-0.4, 52.0], [-0.4, 51.7]]
METRES = [[510_000, 200_000], [540_000, 200_000], [540_000, 240_000], [510_000, 200_000]]


def feature(*rings, kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": list(rings)},
    }


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def read(data, **how):
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return areas_of(content, **how)


def test_degrees_become_metres_on_the_national_grid():
    # The Ordnance Survey's worked example of the transformation, to the accuracy of a map.
    point = [1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600]
    (area,) = read(feature([point, *DEGREES[1:4], point]))
    assert area.rings[0][0] == pytest.approx((651_409.903, 313_177.270), abs=150)


def test_metres_stay_as_they_are():
    (area,) = read(feature(METRES))
    assert area.rings == [[tuple(map(float, point)) for point in METRES]]


def test_islands_and_holes_are_rings_of_their_area():
    data = collection(feature([DEGREES], [DEGREES, DEGREES], kind="MultiPolygon", name="Vale"))
    (area,) = read(data)
    assert (area.name, len(area.rings)) == ("Vale", 3)


@pytest.mark.parametrize(
    ("properties", "asked", "name"),
    [
        ({"LAD24CD": "E07", "LAD24NM": "Vale"}, "", "Vale"),
        ({"name": "  Vale \n of\u0000 Ash "}, "", "Vale of Ash"),
        ({"LAD24NM": "Vale", "cymraeg": "Bro"}, "cymraeg", "Bro"),
        ({"code": 7}, "code", "7"),
        ({"code": "E07"}, "", "Area 1"),
        ({"name": None}, "", "Area 1"),
        ({"name": ["x"]}, "", "Area 1"),
        ({"name": "x" * 500}, "", "x" * 80),
    ],
)
def test_a_property_names_the_area(properties, asked, name):
    assert [area.name for area in read(feature(DEGREES, **properties), name_property=asked)] == [
        name
    ]


def test_a_bare_geometry_is_an_area():
    assert len(read(feature(DEGREES)["geometry"])) == 1


UNREADABLE = "The file must be GeoJSON, and this one cannot be read"
NO_AREAS = "The file must be GeoJSON with areas: a FeatureCollection"
NO_NUMBERS = "Feature 1 has points that are not numbers"
NO_AREA = "Feature 1 is not an area. Each must be a Polygon or MultiPolygon"
OPEN_LINE = "Feature 1 has a line that does not close. Each must end where it begins"
ELSEWHERE = "The areas must lie in Great Britain"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", UNREADABLE),
        (b"\xff\xfe\x00", UNREADABLE),
        (b"name,area\nVale,1", UNREADABLE),
        (b"[" * 1_000_000, UNREADABLE),
        (b'{"a":' * 500_000, UNREADABLE),
        (b'{"type": "FeatureCollection", "features": [NaN]}', UNREADABLE),
        (b'{"type": "Polygon", "coordinates": [[[Infinity, 1]]]}', UNREADABLE),
        (b'{"type": "Polygon", "coordinates": [[[' + b"9" * 5000 + b", 1]]]}", UNREADABLE),
        (b"null", NO_AREAS),
        (b"[]", NO_AREAS),
        (b"7", NO_AREAS),
        ({"type": "Topology", "objects": {}}, NO_AREAS),
        ({"type": "FeatureCollection", "features": {}}, NO_AREAS),
        (collection(), "The file holds no areas"),
        (collection(*[feature(DEGREES)] * 501), "The file must hold 500 areas at most"),
        (collection(None), NO_AREA),
        (collection(feature([0, 51], kind="Point")), NO_AREA),
        (collection({"type": "Feature", "geometry": None}), NO_AREA),
        (feature(), OPEN_LINE),
        (feature([]), OPEN_LINE),
        (feature(DEGREES[:4]), OPEN_LINE),
        (feature(DEGREES, kind="MultiPolygon"), NO_NUMBERS),
        (feature([DEGREES]), NO_NUMBERS),
        (feature("abcd"), NO_NUMBERS),
        (feature([["0", "51"]] * 4), NO_NUMBERS),
        (feature([[True, 51]] * 4), NO_NUMBERS),
        (feature([[0]] * 4), NO_NUMBERS),
        (feature([None] * 4), NO_NUMBERS),
        (b'{"type": "Polygon", "coordinates": [[[1e999, 1]]]}', NO_NUMBERS),
        (b'{"type": "Polygon", "coordinates": [[[' + b"9" * 400 + b", 1]]]}", NO_NUMBERS),
        (feature([[2.35, 48.85], [2.4, 48.85], [2.4, 48.9], [2.35, 48.85]]), ELSEWHERE),
        (feature([[51.7, -0.4], [51.7, 0.1], [52.0, 0.1], [51.7, -0.4]]), ELSEWHERE),
        (feature([[0, 0], [9e6, 0], [9e6, 9e6], [0, 0]]), ELSEWHERE),
        (collection(feature(DEGREES), feature(METRES)), ELSEWHERE),
        (b" " * (10 * 1024 * 1024 + 1), "The file must be smaller than 10 MB"),
    ],
    ids=range(35),
)
def test_what_is_no_area_of_great_britain_is_refused(content, sentence):
    with pytest.raises(GeoJSONRefused) as refused:
        read(content)
    assert str(refused.value).startswith(sentence)


def test_an_unknown_property_is_answered_with_those_that_there_are():
    with pytest.raises(GeoJSONRefused) as refused:
        read(feature(DEGREES, LAD24NM="Vale", LAD24CD="E07"), name_property="name")
    assert str(refused.value) == (
        "No area has a property “name”. The properties are: LAD24NM, LAD24CD"
    )


def test_too_many_points_are_refused(monkeypatch):
    monkeypatch.setattr("hub.geography.geojson.MOST_POINTS", 9)
    with pytest.raises(GeoJSONRefused, match="more than 9 points"):
        read(collection(feature(DEGREES), feature(DEGREES)))
