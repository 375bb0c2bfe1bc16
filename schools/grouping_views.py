"""Pages of the hub's regions, and of trusts added by hand."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from hub.forms import FilterForm, typed
from hub.lists import Column, paginate
from hub.permissions import require
from schools import groupings
from schools.choices import OPEN_STATUSES
from schools.grouping_forms import RegionForm, RemoveRegionForm, TrustForm
from schools.models import Region, Trust

REGION_COLUMNS = [
    Column("Region"),
    Column("Open schools", number=True),
    Column("Officers", number=True),
    Column("Change"),
]
TRUST_COLUMNS = [Column("Trust"), Column("Code"), Column("Open schools", number=True)]
_OPEN = Q(schools__status__in=OPEN_STATUSES)
_HELD = Q(grants__ended_at=None)


def regions(request):
    """The regions with what is in them, and a form to add one."""
    require(request.user, "schools.keep_lists")
    form = RegionForm(typed(request))
    if form.is_valid():
        try:
            region = groupings.add_region(by=request.user, **form.cleaned_data)
        except groupings.GroupingRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{region} is on the list. Put schools into it next.")
            return redirect("schools:regions")
    rows = Region.objects.annotate(
        number=Count("schools", filter=_OPEN, distinct=True),
        officers=Count("grants__user", filter=_HELD, distinct=True),
    ).order_by("name")
    page = paginate(request, rows, per_page=50)
    context = {"page": page, "columns": REGION_COLUMNS, "form": form}
    return render(request, "schools/regions.html", context, status=422 if form.is_bound else 200)


def region(request, pk):
    """Rename a region."""
    require(request.user, "schools.keep_lists")
    row = get_object_or_404(Region, pk=pk)
    form = RegionForm(typed(request), region=row)
    if form.is_valid():
        try:
            row = groupings.rename_region(region=row, by=request.user, **form.cleaned_data)
        except groupings.GroupingRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"The region is called {row}. Its schools and officers stay.")
            return redirect("schools:regions")
    context = {"region": row, "form": form}
    return render(request, "schools/region.html", context, status=422 if form.is_bound else 200)


def region_remove(request, pk):
    """Remove a region: an empty one at once, any other into one that takes over."""
    require(request.user, "schools.keep_lists")
    row = get_object_or_404(Region, pk=pk)
    form = None
    if groupings.is_in_use(row):
        form = RemoveRegionForm(typed(request), region=row)
    if (form is None and request.method == "POST") or (form is not None and form.is_valid()):
        into = form.cleaned_data["into"] if form else None
        try:
            groupings.remove_region(region=row, into=into, by=request.user)
        except groupings.GroupingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            gone = f"{row} went into {into}." if into else f"{row} is off the list."
            messages.success(request, gone)
        return redirect("schools:regions")
    context = {
        "region": row,
        "form": form,
        "number": row.schools.count(),
        "officers": row.grants.filter(ended_at=None).values("user").distinct().count(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "schools/region_remove.html", context, status=status)


class TrustFilters(FilterForm):
    """Trusts by name or code."""

    q = forms.CharField(label="Name or code", max_length=100)


def trusts(request):
    """The trusts of the directory, and a form to add one."""
    require(request.user, "schools.keep_lists")
    filters = TrustFilters(request.GET)
    form = TrustForm(typed(request))
    if form.is_valid():
        try:
            trust = groupings.add_trust(by=request.user, **form.cleaned_data)
        except groupings.GroupingRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(
                request, f"{trust} is on the list. Set it on the records of its schools."
            )
            return redirect("schools:trusts")
    text = filters.values.get("q", "")
    rows = Trust.objects.filter(Q(name__icontains=text) | Q(code__iexact=text))
    rows = rows.annotate(number=Count("schools", filter=_OPEN)).order_by("name", "pk")
    context = {
        "filters": filters,
        "page": paginate(request, rows, per_page=50),
        "columns": TRUST_COLUMNS,
        "form": form,
    }
    return render(request, "schools/trusts.html", context, status=422 if form.is_bound else 200)
