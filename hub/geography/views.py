"""Settings: the boundaries on maps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hub.forms import typed
from hub.geography import boundaries
from hub.geography.forms import BoundariesForm
from hub.geography.geojson import GeoJSONRefused
from hub.geography.models import Boundaries
from hub.maps import Map
from hub.permissions import require


def _map(rows):
    return Map(points=[], names={}, outline=rows.rings) if rows else None


def boundary_page(request):
    """The boundaries in force, and a form to send others."""
    require(request.user, "geography.set_boundaries")
    files = request.FILES if request.method == "POST" else None
    form = BoundariesForm(typed(request), files)
    if form.is_valid():
        try:
            waiting = boundaries.send(
                areas=form.cleaned_data["areas"],
                file_name=form.cleaned_data["file"].name,
                by=request.user,
            )
        except GeoJSONRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("geography:boundaries_check", waiting.pk)
    current = boundaries.in_force()
    context = {"form": form, "current": current, "map": _map(current)}
    status = 422 if form.is_bound else 200
    return render(request, "geography/boundaries.html", context, status=status)


def check(request, pk):
    """How the maps would look with the boundaries that this person has sent; then they do."""
    require(request.user, "geography.set_boundaries")
    mine = Boundaries.objects.filter(by=request.user, is_in_force=False)
    waiting = get_object_or_404(mine, pk=pk)
    if request.method != "POST":
        context = {"waiting": waiting, "map": _map(waiting), "current": boundaries.in_force()}
        return render(request, "geography/boundaries_check.html", context)
    try:
        new = boundaries.put_in_force(waiting=waiting, by=request.user)
    except boundaries.BoundariesGone as refusal:
        messages.error(request, str(refusal))
    else:
        areas = "1 area" if len(new.shapes) == 1 else f"{len(new.shapes)} areas"
        messages.success(request, f"Saved. Maps show the boundaries of {areas}.")
    return redirect("geography:boundaries")


def remove(request):
    """Take the boundaries off the maps, after a page that says so."""
    require(request.user, "geography.set_boundaries")
    if request.method != "POST":
        current = boundaries.in_force()
        if current is None:
            return redirect("geography:boundaries")
        return render(request, "geography/boundaries_remove.html", {"current": current})
    try:
        boundaries.remove(by=request.user)
    except boundaries.BoundariesGone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The boundaries are gone. Maps have a plain frame.")
    return redirect("geography:boundaries")
