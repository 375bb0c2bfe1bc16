"""Lists of visits: coming, to be written up, done."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub.accounts.choices import Role
from hub.lists import Column, keyset
from hub.permissions import require
from schools.models import Region
from visits.arranging.list_filters import BookedFilters, VisitFilters
from visits.arranging.words import kind_of, status_of, to_write
from visits.choices import COMING, VisitState
from visits.models import Visit

_COLUMNS = [Column(words) for words in ("School", "When", "Officer", "Type", "State")]
_FEW = 50


@dataclass(frozen=True)
class Listed:
    """One list. ``key``: its place in the navigation; ``nothing``: what it says when empty."""

    key: str
    title: str
    hint: str
    nothing: str
    order_by: tuple
    filters: type = VisitFilters


_BOOKED = Listed(
    "booked",
    "Visits that are coming",
    "What has a day first, the next one on top; then what waits for a school or for a date.",
    "No visits are coming. Begin with the schools that are due.",
    ("starts_at", "pk"),
    BookedFilters,
)
_TO_WRITE_UP = Listed(
    "to_write_up",
    "Visits to write up",
    "Done and not written up, or past and not marked as done; the longest ago on top.",
    "Nothing to write up. Every visit that has taken place has its report.",
    ("starts_at", "pk"),
)
_DONE = Listed(
    "done",
    "Visits that have taken place",
    "The newest on top.",
    "No visits have taken place yet.",
    ("-starts_at", "-pk"),
)


@require_safe
def booked(request):
    """What is still to take place: confirmed, proposed, to arrange."""
    now = timezone.now()
    coming = Q(state__in=COMING) & ~Q(state=VisitState.CONFIRMED, ends_at__lt=now)
    return _list(request, _BOOKED, coming)


@require_safe
def to_write_up(request):
    """What somebody has still to write up, or to say that it took place."""
    return _list(request, _TO_WRITE_UP, to_write(timezone.now()))


@require_safe
def done(request):
    """Everything that has taken place."""
    took_place = [VisitState.DONE, VisitState.WRITTEN_UP, VisitState.CLOSED]
    return _list(request, _DONE, Q(state__in=took_place))


def own_region(request):
    """Where an officer of one region begins, as a query; None for others, and once they chose."""
    own = request.user.scope_ids("region", Role.OFFICER)
    if request.GET or len(own) != 1:
        return None
    region = Region.objects.filter(pk__in=own).first()
    return urlencode({"region": region.name}) if region else None


def _list(request, listed, which):
    require(request.user, "visits.plan_visits")
    if query := own_region(request):
        return redirect(f"{request.path}?{query}")
    filters = listed.filters(request.GET)
    visible = Visit.objects.visible_to(request.user)
    found = filters.narrow(visible.filter(which)).select_related("school", "type", "officer")
    page = keyset(request, found, listed.order_by, per_page=_FEW, among=visible)
    context = {
        "listed": listed,
        "filters": filters,
        "page": page,
        "columns": _COLUMNS,
        "rows": [(visit, status_of(visit), kind_of(visit)) for visit in page],
        # Not the bare address: that would lead an officer back to their own region.
        "clear_url": "?region=",
    }
    return render(request, "visits/list.html", context)
