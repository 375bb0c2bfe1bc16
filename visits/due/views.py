"""Who is due for a visit, and why: the list and its files."""

from dataclasses import replace
from itertools import chain, islice

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.permissions import may, require
from hub.reporting.list_file import list_file
from visits.cycle import cycle_months
from visits.due.asked import asked_for, page_of, show_outside_url
from visits.due.rows import rows_of

_CHUNK = 500


@require_safe
def due(request):
    """Open schools, those first that are past the cycle, then by score; reasons beside it."""
    require(request.user, "visits.plan_visits")
    asked = asked_for(request)
    page, outside, counts = page_of(request, asked)
    context = {
        "filters": asked.filters,
        "columns": asked.columns,
        "plain_columns": [replace(column, url="", direction="") for column in asked.columns],
        "counts": counts,
        "of_outside": asked.of_outside,
        "page": page,
        "outside": outside,
        "outside_url": show_outside_url(request),
        "clear_url": f"{request.path}?region=" if asked.filters.regions else request.path,
        "cycle_months": cycle_months(),
        "may_arrange": may(request.user, "visits.arrange_at"),
        "query": request.GET.urlencode(),
    }
    return render(request, "visits/due/list.html", context)


@require_safe
def export(request, *, format):
    """The same schools as a file, then those past the cycle that the filters leave out."""
    require(request.user, "visits.plan_visits")
    require(request.user, "visits.export_tracker")
    asked = asked_for(request)
    listed = _in_chunks(asked.ordered(), "in the list")
    outside = [] if asked.of_outside else asked.ordered(asked.outside)
    rows = chain(listed, _in_chunks(outside, "past the cycle, outside the filters"))
    columns = _columns()
    return list_file(
        request, rows, columns, name="visits-due", ending=format, of="the visits that are due"
    )


def _in_chunks(pks, why):
    """(why it is in the file, DueRow) of many schools, some hundreds at a time."""
    pks = iter(pks)
    while chunk := list(islice(pks, _CHUNK)):
        for row in rows_of(chunk):
            yield why, row


def _columns():
    """Headings of the file, and what stands under them."""

    def of_school(name):
        return lambda pair: getattr(pair[1].school, name)

    return {
        "URN": of_school("urn"),
        "School": of_school("name"),
        "Phase": lambda pair: pair[1].school.get_phase_display(),
        "Region": of_school("region"),
        "Postcode": of_school("postcode"),
        "Standing": lambda pair: pair[1].standing,
        "Months since the last visit": lambda pair: pair[1].months,
        "Last visit": lambda pair: pair[1].last_on,
        "Next visit": lambda pair: pair[1].arranged,
        "Score": lambda pair: pair[1].score,
        "Why, with points": lambda pair: "; ".join(map(str, pair[1].reasons)),
        "In this file because": lambda pair: pair[0],
    }
