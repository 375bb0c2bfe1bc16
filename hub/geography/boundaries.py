"""The areas that frame the hub's maps: sent as a file, looked at, then put in force.

Nothing outside this module changes boundaries.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.geography.geojson import Area, GeoJSONRefused
from hub.geography.models import Boundaries
from hub.kept import Kept
from hub.trail.record import record

#: So many points are drawn at most, whatever the file holds: a page with a map stays small.
MOST_DRAWN = 2500
#: The finest step, as a share of the longer side: about one unit of a drawing.
_FINEST = 1000
#: So long boundaries wait for whoever sent them.
LEFT_AFTER = timedelta(days=1)


class BoundariesGone(Exception):
    """The boundaries to decide on are not there any more. The message can be shown as it stands."""


def in_force() -> Boundaries | None:
    """The boundaries that maps show now."""
    return Boundaries.objects.filter(is_in_force=True).first()


def _rings():
    found = in_force()
    return found.rings if found else []


#: ``outline()``: the rings that frame a map, [] without boundaries; some seconds old at most.
outline = Kept(_rings)


@transaction.atomic
def send(*, areas: list[Area], file_name, by) -> Boundaries:
    """Keep the areas of a file, simplified, for this person to look at; their last try goes.

    Raises GeoJSONRefused when nothing of them would be seen.
    """
    shapes = simplified(areas)
    Boundaries.objects.filter(is_in_force=False, by=by).delete()
    return Boundaries.objects.create(shapes=shapes, file_name=file_name[:200], by=by)


@transaction.atomic
def put_in_force(*, waiting, by) -> Boundaries:
    """Let maps show these boundaries from now on, instead of those so far."""
    # All rows in order, so that two people who decide at the same time take turns.
    rows = list(Boundaries.objects.select_for_update().order_by("pk"))
    new = next((row for row in rows if row.pk == waiting.pk and not row.is_in_force), None)
    if new is None:
        raise BoundariesGone("These boundaries are not there any more. Send the file again.")
    old = next((row for row in rows if row.is_in_force), None)
    if old:
        old.delete()
    new.is_in_force = True
    new.save(update_fields=["is_in_force"])
    before = (old.file_name, len(old.shapes)) if old else (None, 0)
    changes = {"file": (before[0], new.file_name), "areas": (before[1], len(new.shapes))}
    outline.forget()
    record("replaced boundaries", new, by=by, changes=changes)
    return new


@transaction.atomic
def remove(*, by):
    """Take the boundaries off the maps. Raises BoundariesGone when there are none."""
    old = Boundaries.objects.select_for_update().filter(is_in_force=True).first()
    if old is None:
        raise BoundariesGone("There are no boundaries to remove.")
    changes = {"file": (old.file_name, None), "areas": (len(old.shapes), 0)}
    record("removed boundaries", old, by=by, changes=changes)
    old.delete()
    outline.forget()


def forget_left() -> int:
    """Delete boundaries that were sent a day ago and never put in force; how many that were."""
    left = Boundaries.objects.filter(is_in_force=False, at__lt=timezone.now() - LEFT_AFTER)
    return left.delete()[0]


def simplified(areas: list[Area]) -> list[dict]:
    """The areas as shapes of whole metres on a grid as fine as a drawing shows.

    The grid gets coarser until there are ``MOST_DRAWN`` points at most; areas and islets that are
    smaller than a step of it are left out. Neighbours keep the border that they share.
    """
    corners = [point for area in areas for ring in area.rings for point in ring]
    eastings, northings = zip(*corners, strict=True)
    longer = max(max(eastings) - min(eastings), max(northings) - min(northings))
    step = max(round(longer / _FINEST), 1)
    while True:
        shapes = [
            {"name": area.name, "rings": [*filter(None, (_on(ring, step) for ring in area.rings))]}
            for area in areas
        ]
        shapes = [shape for shape in shapes if shape["rings"]]
        if sum(len(ring) for shape in shapes for ring in shape["rings"]) <= MOST_DRAWN:
            break
        step *= 2
    if not shapes:
        raise GeoJSONRefused("The areas are too small, or too many, to be seen on a map")
    return shapes


def _on(ring, step):
    """The ring on a grid, without points that repeat or lie between their neighbours; else None."""
    kept = []
    for easting, northing in ring:
        point = [round(easting / step) * step, round(northing / step) * step]
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _is_between(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept if len(kept) > 2 else None


def _is_between(first, middle, last):
    """Do three points lie on one line?"""
    across = (middle[0] - first[0]) * (last[1] - first[1])
    return across == (middle[1] - first[1]) * (last[0] - first[0])
