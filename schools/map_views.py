"""The map of schools: the rows of the school list, beside the map that shows them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.lists import keyset, sort
from hub.permissions import require
from schools.filters import SchoolFilters
from schools.maps import map_of
from schools.models import School
from schools.search import find, nearest

COLUMNS = [("name", "School", "search_name"), ("", "Phase", ""), ("", "District", "")]


@require_safe
def school_map(request):
    """All schools that the filters let through on a map, and page by page beside it."""
    require(request.user, "schools.see_school")
    filters = SchoolFilters(request.GET)
    order = sort(request, COLUMNS, default="name")
    visible = School.objects.visible_to(request.user)
    narrowed = filters.narrow(visible)
    text = filters.values.get("q", "")
    schools = find(narrowed, text)
    drawn = map_of(schools)
    if text and not drawn.count:
        schools = nearest(narrowed, text)
        drawn = map_of(schools)
    listed = schools.select_related("district")
    context = {
        "filters": filters,
        "columns": order.columns,
        "map": drawn,
        "page": keyset(request, listed, order.order_by, among=visible),
    }
    return render(request, "schools/map.html", context)
