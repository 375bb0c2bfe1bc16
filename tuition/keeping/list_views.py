"""The office's list of what is taught where, as a page and as a file."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear
from hub.lists import order_of, paginate, sort
from hub.permissions import require
from hub.reporting.list_file import list_file
from tuition.finding.cards import when_words
from tuition.keeping import provision as verbs
from tuition.keeping.filters import ProvisionFilters
from tuition.models import Provision

_SORTED = [
    ("name", "Lesson or group", "instrument__name"),
    ("place", "Where", "venue__name"),
    ("day", "When", "weekday"),
    ("tutor", "Tutor", "tutor__name"),
    ("places", "Places taken", "places_taken", "number"),
    ("year", "Year", "year"),
    ("", "State", ""),
]
KINDS = {"draft": "", "published": "ok", "stopped": "warn"}
COLUMNS = {
    "Reference": "reference",
    "Year": lambda row: str(row.year),
    "State": lambda row: row.get_state_display(),
    "Name": str,
    "Instrument": lambda row: str(row.instrument),
    "Kind": lambda row: row.get_kind_display(),
    "Minutes": "minutes",
    "Levels": "levels_in_words",
    "For": "years_in_words",
    "Where": lambda row: row.venue.name,
    "Postcode": lambda row: row.venue.postcode,
    "Room": lambda row: row.room.name if row.room else "",
    "When": when_words,
    "Tutor": lambda row: str(row.tutor or ""),
    "First day": "starts_on",
    "Last day": "ends_on",
    "Who pays": lambda row: row.get_payer_display(),
    "Places": "capacity",
    "Taken": "places_taken",
    "Applications from": "opens_on",
    "Applications until": "closes_on",
    "Waiting time in terms": "wait_terms",
}
#: How many are copied to the next year at once, while somebody waits for it.
MOST_COPIED = 500


@require_safe
def provisions(request):
    """The list, filtered and in order."""
    require(request.user, "tuition.list_provision")
    filters, rows = _asked(request)
    context = {
        "filters": filters,
        "columns": sort(request, _SORTED, default="name").columns,
        "page": paginate(request, rows, per_page=50),
    }
    context["rows"] = [(row, when_words(row), KINDS[row.state]) for row in context["page"]]
    return render(request, "tuition/keeping/list.html", context)


@require_safe
def export(request):
    """The same rows, all pages of them, as a file."""
    require(request.user, "tuition.list_provision")
    rows = _asked(request)[1].select_related("room")
    found = rows.iterator(chunk_size=500)
    of = "a list of lessons and groups"
    return list_file(request, found, COLUMNS, name="lessons-and-groups", ending="csv", of=of)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_shown(request):
    """Copy what the list shows to the next year, after a page that says how many."""
    require(request.user, "tuition.set_provision")
    # Not what is a copy for next year itself: sent twice, the form would copy into the year after.
    rows = _asked(request)[1].filter(followed_by=None, year__lte=AcademicYear.current())
    back = f"?{urlencode(request.GET, doseq=True)}"
    number = rows.count()
    if request.method == "POST":
        copied = verbs.copy_all(rows, by=request.user) if number <= MOST_COPIED else 0
        messages.success(
            request,
            f"{copied:,} copied as drafts of the next year. Check days and tutors, then publish.",
        )
        return redirect("tuition:provisions")
    context = {"number": number, "most": MOST_COPIED, "back": back}
    return render(request, "tuition/keeping/copy_shown.html", context)


def _asked(request):
    """(the filters, the rows that they let through, in order)."""
    filters = ProvisionFilters(request.GET)
    rows = Provision.objects.visible_to(request.user)
    rows = filters.narrow(rows).select_related("instrument", "venue", "tutor")
    return filters, rows.order_by(*order_of(request.GET, _SORTED, default="name"))
