"""The map of schools: the rows of the school list, beside the map that shows them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.lists import paginate, sort
from hub.permissions import require
from schools.forms import SchoolFilters
from schools.maps import map_of
from schools.models import School
from schools.search import find_or_nearest

COLUMNS = [("name", "School", "search_name"), ("", "Phase", ""), ("", "District", "")]


@require_safe
def school_map(request):
    """All schools that the filters let through on a map, and page by page beside it."""
    require(request.user, "schools.see_school")
    filters = SchoolFilters(request.GET)
    order = sort(request, COLUMNS, default="name")
    narrowed = filters.narrow(School.objects.visible_to(request.user))
    schools = find_or_nearest(narrowed, filters.values.get("q", ""))
    listed = schools.select_related("district").order_by(*order.order_by)
    context = {
        "filters": filters,
        "columns": order.columns,
        "map": map_of(schools),
        "page": paginate(request, listed, per_page=50),
    }
    return render(request, "schools/map.html", context)
