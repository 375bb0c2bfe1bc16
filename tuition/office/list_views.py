"""The office's list of applications and who waits, its files, and the queue of one provision."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.lists import Column, keyset, ordered, sort
from hub.permissions import held_on, require
from hub.places.kinds import kind_of
from hub.reporting.choices import Format
from hub.reporting.list_file import list_file
from tuition.after.words import tag_of
from tuition.models import Enrolment, Provision
from tuition.office import listing
from tuition.office.forms import TicksForm
from tuition.office.list_filters import ApplicationFilters

#: A spreadsheet of more rows takes too long while somebody waits; CSV does not.
_MOST_IN_A_SHEET = 5_000
_IN_TURN = ("rank", "applied_at", "pk")


@require_safe
def applications(request):
    """Who has applied and who waits, the longest first; ticks lead to offers."""
    require(request.user, "tuition.see_waiting_list")
    filters, order, rows = _looked_for(request)
    page = keyset(request, rows.with_all(), order.order_by, among=listing.among(request.user))
    asking = [row for row in page if row.is_asking]
    boxes = TicksForm(held_on(request.user, "tuition.offer_place", asking)).boxes()
    context = {
        "filters": filters,
        "columns": [*order.columns, Column("Offer")] if boxes else order.columns,
        "page": page,
        "lines": listing.lines_of(page, boxes),
        "may_offer": bool(boxes),
        "query": request.GET.urlencode(),
    }
    return render(request, "tuition/office/list.html", context)


@require_safe
def export(request, *, format):
    """The same rows, all pages of them, as a file."""
    require(request.user, "tuition.see_waiting_list")
    _, order, rows = _looked_for(request)
    found = ordered(rows.with_all(), order.order_by).iterator(chunk_size=1000)
    if format == Format.XLSX and rows.order_by()[: _MOST_IN_A_SHEET + 1].count() > _MOST_IN_A_SHEET:
        words = f"These are more than {_MOST_IN_A_SHEET:,}. Download them as CSV, or filter "
        messages.info(request, f"{words}them first.")
        return redirect(f"{reverse('tuition:applications')}?{request.GET.urlencode()}")
    name, of = "lessons-applications", "a list of applications"
    return list_file(request, found, listing.COLUMNS, name=name, ending=format, of=of)


@require_safe
def queue(request, pk):
    """Who asks for one provision, the first in turn first."""
    require(request.user, "tuition.see_waiting_list")
    shown = Provision.objects.visible_to(request.user).select_related("instrument", "venue")
    provision = get_object_or_404(shown, pk=pk)
    among = listing.among(request.user).filter(provision=provision)
    rows = kind_of(Enrolment).in_turn(provision).of_pupils().with_all()
    page = keyset(request, rows, _IN_TURN, among=among)
    context = {
        "provision": provision,
        "page": page,
        "rows": [(row, listing.waited(row), tag_of(row)) for row in page],
    }
    return render(request, "tuition/office/queue.html", context)


def _looked_for(request):
    filters = ApplicationFilters(request.GET)
    order = sort(request, listing.HEADS, default="applied")
    return filters, order, filters.narrow(listing.among(request.user))
