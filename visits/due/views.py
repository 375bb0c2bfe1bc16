"""Who is due for a visit."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.lists import keyset, sort
from hub.permissions import require
from schools.models import School

COLUMNS = [
    ("name", "School", "search_name"),
    ("last", "Last visit that counts", "visit_standing__last_counted_on"),
    ("next", "Next visit", "visit_standing__next_on"),
]


@require_safe
def due(request):
    """Open schools, those first that have waited longest for a visit."""
    require(request.user, "visits.plan_visits")
    order = sort(request, COLUMNS, default="last")
    schools = School.objects.visible_to(request.user).open().select_related("visit_standing")
    context = {"columns": order.columns, "page": keyset(request, schools, order.order_by)}
    return render(request, "visits/due/list.html", context)
