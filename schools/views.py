"""Pages of the school directory: the list, its export, a school's record, the hub's own facts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.home.here import show_school
from hub.lists import FIRST_PAGE, address, keyset, sort
from hub.permissions import may, require
from hub.reporting.list_views import list_response
from schools.asking import COLUMNS, asked_for
from schools.blocks import blocks_of, with_joined
from schools.directory_facts import set_by_hand
from schools.forms import FactsForm
from schools.lineage import successor_of
from schools.models import School
from schools.profile import profile_of
from schools.reports import profile_button
from schools.search import find, nearest


@require_safe
def school_list(request):
    """The schools that this person may see: search, filters, order and page in the address."""
    require(request.user, "schools.see_school")
    asked = asked_for(request.GET, request.user)
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
        "columns": sort(request, COLUMNS, default="name").columns,
        "near": near,
        "page": page,
        "any_status_url": address(request, status="any", **FIRST_PAGE) if narrowed_to_open else "",
    }
    return render(request, "schools/list.html", context)


@require_safe
def export(request, *, format):
    """The same schools, all pages of them, as a file to download: CSV or XLSX."""
    require(request.user, "schools.see_school")
    return list_response(request, "school-list", format=format, back=reverse("schools:list"))


@require_safe
def record(request, pk):
    """All that is known of one school, and what has happened between it and the hub."""
    visible = School.objects.visible_to(request.user)
    named = visible.select_related("district", "region", "trust", "local_authority")
    school = get_object_or_404(with_joined(named.with_links()), pk=pk)
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
