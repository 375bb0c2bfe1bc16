"""The tracker as a page and as files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hub.lists import keyset, ordered, sort
from hub.permissions import may, require
from hub.reporting.list_file import list_file
from visits.models import Visit
from visits.tracker.filters import TrackerFilters
from visits.tracker.rows import COLUMNS, survey_words, with_columns

#: More rows than this are written by a worker, as a report: a spreadsheet of 10,000 takes seconds.
_MOST_AT_ONCE = 5_000
HEADS = [
    ("school", "School", "school__search_name"),
    ("date", "Date", "starts_at"),
    ("type", "Type", "type__position"),
    ("", "Officer", ""),
    ("", "State", ""),
    ("", "Met", "", "number"),
    ("", "Have Your Say", ""),
    ("", "Actions", ""),
    ("", "Report", ""),
    ("", "Km", "", "number"),
]


def known_to(user):
    """404 for whoever is not to know that there is a tracker."""
    if not may(user, "visits.see_tracker"):
        raise Http404


@require_safe
def tracker(request):
    """All visits that the filters let through, newest first."""
    known_to(request.user)
    filters, order, visits = _looked_for(request)
    among = Visit.objects.allowing("visits.see_tracker", request.user)
    page = keyset(request, with_columns(visits), order.order_by, among=among)
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": page,
        "rows": [(visit, survey_words(visit)) for visit in page],
        "query": request.GET.urlencode(),
    }
    return render(request, "visits/tracker/list.html", context)


@require_safe
def export(request, *, format):
    """The same visits, all pages of them, as a file; very many are made as a report."""
    known_to(request.user)
    require(request.user, "visits.export_tracker")
    _, order, visits = _looked_for(request)
    if visits.order_by()[: _MOST_AT_ONCE + 1].count() > _MOST_AT_ONCE:
        words = f"These are more than {_MOST_AT_ONCE:,} visits. Have them made here, and fetch the "
        messages.info(request, f"{words}file when it is ready.")
        return redirect("reporting:new", "engagement-tracker")
    rows = ordered(with_columns(visits), order.order_by).iterator(chunk_size=1000)
    return list_file(
        request,
        rows,
        COLUMNS,
        name="engagement-tracker",
        ending=format,
        of="the engagement tracker",
    )


def _looked_for(request):
    filters = TrackerFilters(request.GET)
    visits = Visit.objects.allowing("visits.see_tracker", request.user)
    return filters, sort(request, HEADS, default="-date"), filters.narrow(visits)
