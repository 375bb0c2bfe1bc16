"""Pages about the register: which types count, which files were read, what is missing from it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.lists import paginate, sort
from hub.permissions import require
from hub.reporting.list_file import list_file
from schools import readings, types
from schools.models import EstablishmentType, RegisterReading, School
from schools.register_forms import MissingFilters

TYPE_COLUMNS = [
    ("name", "Type", "name"),
    ("group", "Group in the register", "group"),
    ("", "Open schools", "", "number"),
    ("counts", "Counts", "counts"),
    ("seen", "First seen", "first_seen_at"),
    ("", "Change", ""),
]
MISSING_COLUMNS = [
    ("name", "School", "search_name"),
    ("", "Phase", ""),
    ("region", "Region", "region__name"),
    ("seen", "Last in the register", "in_register_at"),
    ("", "What to do", ""),
]
MISSING_EXPORT = {
    "URN": "urn",
    "School": "name",
    "Town": "town",
    "Postcode": "postcode",
    "Phase": lambda school: school.get_phase_display(),
    "Local authority": "local_authority",
    "Region": "region",
    "Last in the register": "in_register_at",
    "Missing from the file read": "missing_since",
    "Looked at and kept": "kept_at",
}


@require_safe
def type_list(request):
    """The types of school that the register has shown, and which of them count."""
    require(request.user, "schools.keep_lists")
    order = sort(request, TYPE_COLUMNS, default="name")
    page = paginate(request, EstablishmentType.objects.order_by(*order.order_by), per_page=100)
    numbers = types.open_schools_by_type()
    for kind in page:
        kind.number = numbers.get(kind.name.casefold(), 0)
    undecided = EstablishmentType.objects.filter(decided_at=None).count()
    context = {"page": page, "columns": order.columns, "undecided": undecided}
    return render(request, "schools/types.html", context)


def type_change(request, pk):
    """What would happen if a type counted, or no longer did; and the decision."""
    require(request.user, "schools.keep_lists")
    kind = get_object_or_404(EstablishmentType, pk=pk)
    choice = request.POST.get("counts")
    if request.method == "POST" and choice in {"yes", "no"}:
        kind = types.decide(kind=kind, counts=choice == "yes", by=request.user)
        does = "counts" if kind.counts else "does not count"
        messages.success(request, f"{kind} {does}. The next import goes by it.")
        return redirect("schools:types")
    number = types.open_schools_of(kind).count()
    context = {"kind": kind, "number": number}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/type.html", context, status=status)


@require_safe
def reading_list(request):
    """The files of the register that were read, authority by authority, newest first."""
    require(request.user, "schools.keep_lists")
    page = paginate(request, RegisterReading.objects.select_related("authority"), per_page=50)
    return render(request, "schools/readings.html", {"page": page})


def reading(request, pk):
    """Say of one file whether it was the whole register of its authority."""
    require(request.user, "schools.keep_lists")
    row = get_object_or_404(RegisterReading.objects.select_related("authority"), pk=pk)
    if request.method == "POST":
        row = readings.set_whole(reading=row, is_whole=not row.is_whole, by=request.user)
        is_now = "the whole register" if row.is_whole else "a part of the register"
        messages.success(request, f"{row.file_name} counts as {is_now}.")
        return redirect("schools:readings")
    return render(request, "schools/reading.html", {"reading": row})


def _missing(request):
    filters = MissingFilters(request.GET)
    order = sort(request, MISSING_COLUMNS, default="name")
    mine = School.objects.allowing("schools.keep_directory", request.user)
    found = filters.narrow(mine).select_related("region", "local_authority")
    return filters, order, found.order_by(*order.order_by)


@require_safe
def missing(request):
    """Open schools that the last whole file did not hold; absence has closed none of them."""
    require(request.user, "schools.keep_directory")
    filters, order, found = _missing(request)
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": paginate(request, found, per_page=50),
        "files": list(RegisterReading.objects.last_whole()),
    }
    return render(request, "schools/missing.html", context)


@require_safe
def missing_export(request):
    """The same schools, all pages of them, as a CSV file."""
    require(request.user, "schools.keep_directory")
    _, _, found = _missing(request)
    rows = found.iterator(chunk_size=1000)
    of = "the schools that the directory lacks"
    return list_file(request, rows, MISSING_EXPORT, name="missing-schools", ending="csv", of=of)
