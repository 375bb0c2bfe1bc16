"""The map of who is due: the rows of the list, beside the map that shows them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.geography.boundaries import outline
from hub.maps import Map
from hub.permissions import require
from schools.maps import SchoolMap
from visits.due import scoring
from visits.due.asked import asked_for, page_of

#: Which mark of hub.maps stands for which tier; the most pressing has the first.
_KINDS = {
    scoring.PAST: 1,
    scoring.PAST_AND_ARRANGED: 2,
    scoring.IN_CYCLE: 3,
    scoring.ARRANGED: 4,
}
_NAMES = {
    1: "Past the cycle, or never visited",
    2: "Past the cycle, a visit is arranged",
    3: "Within the cycle",
    4: "Within the cycle, a visit is arranged",
}


@require_safe
def due_map(request):
    """All schools of the list on a map, by how pressing they are, and page by page under it."""
    require(request.user, "visits.plan_visits")
    asked = asked_for(request)
    page, _, counts = page_of(request, asked)
    context = {
        "filters": asked.filters,
        "columns": asked.columns,
        "counts": counts,
        "map": _map_of(asked.listed),
        "page": page,
        "clear_url": f"{request.path}?region=" if asked.filters.regions else request.path,
        "query": request.GET.urlencode(),
    }
    return render(request, "visits/due/map.html", context)


def _map_of(schools):
    rows = list(scoring.with_tier(schools).order_by().values_list("easting", "northing", "tier"))
    points = [
        (easting, northing, _KINDS[tier]) for easting, northing, tier in rows if easting is not None
    ]
    return SchoolMap(Map(points, _NAMES, outline()), len(rows), len(rows) - len(points))
