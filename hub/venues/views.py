"""Pages of the places where something is taught."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require
from hub.venues import keeping
from hub.venues.forms import RoomForm, SchoolVenueForm, VenueFilters, VenueForm
from hub.venues.models import Room, Venue

RIGHT = "venues.set_venues"
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_COLUMNS = [
    Column("Place"),
    Column("Kind"),
    Column("Where"),
    Column("Rooms", number=True),
    Column("In use"),
]


@require_safe
def venues(request):
    """The list, filtered."""
    require(request.user, RIGHT)
    filters = VenueFilters(request.GET)
    chosen = filters.values
    rows = Venue.objects.annotate(number=Count("rooms", filter=Q(rooms__is_active=True)))
    if text := chosen.get("q"):
        named = Q(name__icontains=text) | Q(town__icontains=text)
        rows = rows.filter(named | Q(postcode__istartswith=text))
    if "kind" in chosen:
        rows = rows.filter(kind=chosen["kind"])
    if "show" in chosen:
        rows = rows.filter(is_active=chosen["show"] == "used")
    context = {
        "filters": filters,
        "columns": _COLUMNS,
        "page": paginate(request, rows.order_by("name", "pk"), per_page=50),
    }
    return render(request, "venues/venues.html", context)


@_FORM
def add(request):
    """Add a place that is no school."""
    require(request.user, RIGHT)
    return _save(request, VenueForm(typed(request)), None)


@_FORM
def venue(request, pk):
    """Change a place; its rooms."""
    require(request.user, RIGHT)
    row = get_object_or_404(Venue.objects.select_related("school"), pk=pk)
    form = SchoolVenueForm if row.school_id else VenueForm
    return _save(request, form(typed(request), instance=row), pk)


@require_POST
def use(request, pk):
    """Use a place no longer, or again: the same button takes it back."""
    require(request.user, RIGHT)
    row = get_object_or_404(Venue, pk=pk)
    row = keeping.use(thing=row, is_active=request.POST.get("use") == "yes", by=request.user)
    messages.success(request, f"{row} {_said(row)}.")
    return redirect("venues:venues")


@_FORM
def add_room(request, pk):
    """Add a room to a place."""
    require(request.user, RIGHT)
    row = get_object_or_404(Venue, pk=pk)
    return _save_room(request, row, Room(venue=row))


@_FORM
def room(request, pk):
    """Change a room."""
    require(request.user, RIGHT)
    row = get_object_or_404(Room.objects.select_related("venue"), pk=pk)
    return _save_room(request, row.venue, row)


@require_POST
def use_room(request, pk):
    """Use a room no longer, or again."""
    require(request.user, RIGHT)
    row = get_object_or_404(Room, pk=pk)
    row = keeping.use(thing=row, is_active=request.POST.get("use") == "yes", by=request.user)
    messages.success(request, f"{row} {_said(row)}.")
    return redirect("venues:venue", row.venue_id)


def _save(request, form, pk):
    if form.is_valid():
        saved = keeping.save(form=form, by=request.user)
        messages.success(request, f"{saved} is saved.")
        if form.unplaced:
            messages.warning(request, form.unplaced)
        return redirect("venues:venue", saved.pk)
    row = get_object_or_404(Venue.objects.select_related("school"), pk=pk) if pk else None
    context = {"form": form, "venue": row, "rooms": list(row.rooms.all()) if row else []}
    status = 422 if form.is_bound else 200
    return render(request, "venues/venue.html", context, status=status)


def _save_room(request, venue, row):
    form = RoomForm(typed(request), instance=row)
    if form.is_valid():
        saved = keeping.save_room(form=form, by=request.user)
        messages.success(request, f"{saved} is saved.")
        return redirect("venues:venue", venue.pk)
    room = Room.objects.get(pk=row.pk) if row.pk else None
    context = {"form": form, "venue": venue, "room": room}
    return render(request, "venues/room.html", context, status=422 if form.is_bound else 200)


def _said(row):
    return (
        "can be chosen again" if row.is_active else "can be chosen no longer. What names it stays"
    )
