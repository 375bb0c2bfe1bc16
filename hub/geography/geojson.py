"""Reading areas from GeoJSON (RFC 7946) that somebody uploads: nothing in it is believed.

Longitude and latitude (WGS 84) and metres on the national grid are told apart by their size.
"""

import json
import math
from dataclasses import dataclass
from functools import cache

from pyproj import Transformer

LARGEST_FILE = 10 * 1024 * 1024
MOST_AREAS, MOST_POINTS, LONGEST_NAME = 500, 400_000, 80
#: Great Britain: (west, south, east, north) in degrees and in metres on the national grid.
_DEGREES, _METRES = (-9.0, 49.5, 2.5, 61.2), (0, 0, 700_000, 1_300_000)
_KINDS = {"Polygon", "MultiPolygon"}


class GeoJSONRefused(Exception):
    """The file is none of ours. The message can stand beside the field."""


@dataclass(frozen=True)
class Area:
    """One feature of a file; ``rings`` are lists of (easting, northing), holes among them."""

    name: str
    rings: list


def areas_of(content: bytes, *, name_property="") -> list[Area]:
    """The areas of a file, on the national grid. Raises GeoJSONRefused.

    ``name_property``: which property names them; else one that looks like a name.
    """
    features = _features(_parsed(content))
    rings = [_rings(number, feature) for number, feature in enumerate(features, 1)]
    if sum(len(ring) for each in rings for ring in each) > MOST_POINTS:
        raise GeoJSONRefused(
            f"The file has more than {MOST_POINTS:,} points. Take generalised boundaries"
        )
    names = _names([_properties(feature) for feature in features], name_property)
    on_grid = _on_grid(rings)
    return [Area(name, each) for name, each in zip(names, on_grid, strict=True)]


def _parsed(content):
    if len(content) > LARGEST_FILE:
        raise GeoJSONRefused("The file must be smaller than 10 MB")
    try:
        # RecursionError: brackets nested without end. UnicodeDecodeError is a ValueError.
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise GeoJSONRefused("The file must be GeoJSON, and this one cannot be read") from error


def _refuse_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def _features(data):
    """The features of a collection, of one feature or of a bare geometry."""
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        features = data["features"]
    elif kind == "Feature":
        features = [data]
    elif kind in _KINDS:
        features = [{"type": "Feature", "properties": {}, "geometry": data}]
    else:
        raise GeoJSONRefused("The file must be GeoJSON with areas: a FeatureCollection")
    if not features:
        raise GeoJSONRefused("The file holds no areas")
    if len(features) > MOST_AREAS:
        raise GeoJSONRefused(f"The file must hold {MOST_AREAS} areas at most")
    return features


def _properties(feature):
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _rings(number, feature):
    """The rings of one feature as lists of pairs of numbers."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _KINDS:
        raise GeoJSONRefused(
            f"Feature {number} is not an area. Each must be a Polygon or MultiPolygon"
        )
    polygons = geometry.get("coordinates")
    polygons = [polygons] if kind == "Polygon" else polygons
    try:
        rings = [[_pair(point) for point in ring] for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, OverflowError) as error:
        raise GeoJSONRefused(f"Feature {number} has points that are not numbers") from error
    if not rings or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise GeoJSONRefused(
            f"Feature {number} has a line that does not close. Each must end where it begins"
        )
    return rings


def _pair(point):
    """(x, y) of a position; a height after them is left out."""
    if not isinstance(point, list):
        raise TypeError
    x, y = point[:2]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (x, y)):
        raise TypeError
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError
    return float(x), float(y)


def _on_grid(areas):
    """The same rings in metres on the national grid."""
    corners = [point for rings in areas for ring in rings for point in ring]
    in_degrees = _all_within(corners, (-180, -90, 180, 90))
    if not _all_within(corners, _DEGREES if in_degrees else _METRES):
        raise GeoJSONRefused(
            "The areas must lie in Great Britain, in longitude and latitude (WGS 84) or in metres "
            "on the national grid"
        )
    return [[_projected(ring) for ring in rings] for rings in areas] if in_degrees else areas


def _all_within(corners, box):
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in corners)


def _projected(ring):
    eastings, northings = _to_grid().transform(*zip(*ring, strict=True))
    return list(zip(eastings, northings, strict=True))


@cache
def _to_grid():
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def _names(properties, asked):
    """What each feature is called, by the property asked for or one that looks like a name."""
    known = list(dict.fromkeys(key for each in properties for key in each))
    if asked and asked not in known:
        has = ", ".join(key[:40] for key in known[:10]) or "none"
        raise GeoJSONRefused(f"No area has a property “{asked}”. The properties are: {has}")
    chosen = asked or next((key for key in known if _looks_like_a_name(key)), None)
    return [
        _name(each.get(chosen)) or f"Area {number}" for number, each in enumerate(properties, 1)
    ]


def _looks_like_a_name(key):
    """ "name", "NAME", "LAD24NM", "district_name". Source: ONS Open Geography, file fields."""
    return key.casefold().endswith(("name", "nm"))


def _name(value):
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())[
        :LONGEST_NAME
    ]
