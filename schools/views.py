"""Pages of the school directory: the list, its export, a school's record, the hub's own facts."""

from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.home.here import show_school
from hub.lists import FIRST_PAGE, address, keyset, ordered, sort
from hub.permissions import may, require
from hub.reporting.choices import Format
from hub.reporting.csv import csv_response
from hub.reporting.xlsx import xlsx_response
from schools.blocks import blocks_of
from schools.directory_facts import set_by_hand
from schools.filters import SchoolFilters
from schools.forms import FactsForm
from schools.lineage import successor_of
from schools.models import School
from schools.profile import profile_of
from schools.querysets import SchoolQuerySet
from schools.reports import profile_button
from schools.search import find, find_or_nearest, nearest, ranked

COLUMNS = [
    ("name", "School", "search_name"),
    ("phase", "Phase", "phase"),
    ("district", "District", "district__name"),
    ("pupils", "Pupils", "pupils", "number"),
]
EXPORT = {
    "URN": "urn",
    "School": "name",
    "Status": lambda school: school.get_status_display(),
    "Phase": lambda school: school.get_phase_display(),
    "Type": "type_name",
    "District": "district",
    "Region": "region",
    "Trust": "trust",
    "Lowest age": "low_age",
    "Highest age": "high_age",
    "Pupils": "pupils",
    "Free school meals (%)": "fsm_percent",
    "Address": lambda school: ", ".join(school.address_lines[:-1]),
    "Postcode": "postcode",
    "Phone": "phone",
    "Website": "website",
    "Register read": "imported_at",
}


@require_safe
def school_list(request):
    """The schools that this person may see: search, filters, order and page in the address."""
    require(request.user, "schools.see_school")
    asked = _looked_for(request)
    filters, text = asked.filters, asked.text
    schools = asked.schools.select_related("district")
    # A school that has left the filter since still marks where the next page begins.
    pages = {"order_by": asked.order_by, "among": asked.visible}
    page = keyset(request, find(schools, text), **pages)
    near = bool(text) and not page.count
    if near:
        page = keyset(request, nearest(schools, text), **pages)
    narrowed_to_open = filters.values and "status" not in filters.values
    context = {
        "filters": filters,
        "columns": asked.columns,
        "near": near,
        "page": page,
        "any_status_url": address(request, status="any", **FIRST_PAGE) if narrowed_to_open else "",
    }
    return render(request, "schools/list.html", context)


@require_safe
def export(request, *, format):
    """The same schools, all pages of them, as a file to download: CSV or XLSX."""
    require(request.user, "schools.see_school")
    asked = _looked_for(request)
    rows = ordered(find_or_nearest(asked.schools, asked.text), asked.order_by)
    rows = rows.select_related("district", "region", "trust").iterator(chunk_size=1000)
    if format == Format.XLSX:
        return xlsx_response(rows, EXPORT, file_name="schools.xlsx")
    return csv_response(rows, EXPORT, file_name="schools.csv")


class Asked(NamedTuple):
    """What an address asks the directory for; ``visible``: all that this person may see."""

    filters: SchoolFilters
    text: str
    columns: list
    order_by: tuple
    schools: SchoolQuerySet
    visible: SchoolQuerySet


def _looked_for(request):
    filters, order = SchoolFilters(request.GET), sort(request, COLUMNS, default="name")
    text, order_by = filters.values.get("q", ""), order.order_by
    visible = School.objects.visible_to(request.user)
    if text and "sort" not in request.GET:
        visible, order_by = ranked(visible, text), ("inside", *order_by)
    return Asked(filters, text, order.columns, order_by, filters.narrow(visible), visible)


@require_safe
def record(request, pk):
    """All that is known of one school, and what has happened between it and the hub."""
    visible = School.objects.visible_to(request.user)
    named = visible.select_related("district", "region", "trust", "local_authority")
    school = get_object_or_404(named.with_links(), pk=pk)
    show_school(request, school)
    sees_people = may(request.user, "schools.see_contacts", school)
    context = {
        "school": school,
        "reference": f"URN {school.urn}" if school.urn else "No URN",
        "header": _header(school),
        "status_kind": "" if school.is_open else "warn",
        "profile": profile_of(school, among=visible, contacts=sees_people),
        "sees_people": sees_people,
        "successor": None if school.is_open else successor_of(school),
        "blocks": blocks_of(school, user=request.user),
        "button": profile_button(school, request.user),
    }
    return render(request, "schools/record.html", context)


def _header(school):
    """The two or three facts under a school's name."""
    facts = [
        ("Phase", school.get_phase_display()),
        ("District", school.district),
        ("Pupils", None if school.pupils is None else f"{school.pupils:,}"),
    ]
    return [{"label": label, "value": value} for label, value in facts if value is not None]


def facts(request, pk):
    """Set phase, region, trust and position by hand."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.set_facts", school)
    form = FactsForm(typed(request), school=school)
    if request.method == "POST" and form.is_valid():
        set_by_hand(school=school, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"The facts of {school.name} are saved. Imports leave them alone."
        )
        return redirect(school)
    status = 422 if form.is_bound else 200
    return render(request, "schools/facts.html", {"school": school, "form": form}, status=status)
