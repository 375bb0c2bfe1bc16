"""Pages of the instruments that the hub offers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, paginate
from hub.music import instruments as verbs
from hub.music.forms import InstrumentFilters, InstrumentForm
from hub.music.models import Instrument
from hub.permissions import require

_COLUMNS = [
    Column("Instrument"),
    Column("Family"),
    Column("Sizes"),
    Column("Can be had"),
    Column("Offered"),
]
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_SHOWN = {
    "offered": Instrument.objects.offered,
    "stopped": lambda: Instrument.objects.filter(is_active=False),
    "adapted": Instrument.objects.adapted,
}


@require_safe
def instruments(request):
    """The list, filtered."""
    require(request.user, "music.set_instruments")
    filters = InstrumentFilters(request.GET)
    chosen = filters.values
    rows = _SHOWN.get(chosen.get("show"), Instrument.objects.all)()
    if chosen.get("q"):
        rows = rows.filter(name__icontains=chosen["q"])
    if chosen.get("family"):
        rows = rows.filter(family=chosen["family"])
    context = {
        "filters": filters,
        "columns": _COLUMNS,
        "page": paginate(request, rows.order_by("name", "pk"), per_page=50),
    }
    return render(request, "music/instruments.html", context)


@_FORM
def add(request):
    """Add an instrument."""
    require(request.user, "music.set_instruments")
    form = InstrumentForm(typed(request))
    if form.is_valid():
        instrument = verbs.add(form=form, by=request.user)
        messages.success(request, f"{instrument} is on the list, and is offered.")
        return redirect("music:instruments")
    return _form(request, form)


@_FORM
def change(request, pk):
    """Change an instrument; what refers to it stays."""
    require(request.user, "music.set_instruments")
    row = get_object_or_404(Instrument, pk=pk)
    form = InstrumentForm(typed(request), instance=row)
    if form.is_valid():
        instrument = verbs.change(form=form, by=request.user)
        messages.success(request, f"{instrument} is saved.")
        return redirect("music:instruments")
    return _form(request, form, instrument=get_object_or_404(Instrument, pk=pk))


@require_POST
def offer(request, pk):
    """Offer an instrument no longer, or again: the same button takes it back."""
    require(request.user, "music.set_instruments")
    row = get_object_or_404(Instrument, pk=pk)
    is_active = request.POST.get("offer") == "yes"
    row = verbs.offer(instrument=row, is_active=is_active, by=request.user)
    said = "is offered again" if is_active else "is no longer offered. What refers to it stays"
    messages.success(request, f"{row} {said}.")
    return redirect("music:instruments")


def _form(request, form, instrument=None):
    context = {"form": form, "instrument": instrument}
    status = 422 if form.is_bound else 200
    return render(request, "music/instrument.html", context, status=status)
