"""Searching families: pupils with their carers, and carers with their pupils."""

from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.lists import Column, keyset
from hub.people.models import Carer, CarerLink, Needs, Pupil
from hub.people.office.search_filters import CarerFilters, PupilFilters
from hub.permissions import require
from hub.reporting.list_file import list_file

_ORDER = ("last_name", "first_name", "pk")
_PUPIL_COLUMNS = [Column(words) for words in ("Pupil", "Year", "School", "Carers", "To note")]
_CARER_COLUMNS = [Column(words) for words in ("Carer", "E-mail", "Postcode", "Cares for")]
#: A spreadsheet is for looking into something, not for a copy of all families.
MOST_EXPORTED = 5_000
_FEW = 50


@require_safe
def search(request):
    """Pupils by everything that somebody on the telephone may say."""
    require(request.user, "people.enter_families")
    filters = PupilFilters(request.GET)
    visible = Pupil.objects.visible_to(request.user).present()
    found = _with_families(filters.narrow(visible))
    page = keyset(request, found, _ORDER, per_page=_FEW, among=visible)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(pupil, _notes(pupil)) for pupil in page],
        "columns": _PUPIL_COLUMNS,
        "query": request.GET.urlencode(),
        "most": f"{MOST_EXPORTED:,}",
    }
    return render(request, "families/search.html", context)


@require_safe
def carers(request):
    """Carers, and for whom they care."""
    require(request.user, "people.enter_families")
    filters = CarerFilters(request.GET)
    visible = Carer.objects.visible_to(request.user).present()
    links = CarerLink.objects.live().select_related("pupil").order_by("pk")
    found = filters.narrow(visible).prefetch_related(Prefetch("links", links, to_attr="live_links"))
    context = {
        "filters": filters,
        "page": keyset(request, found, ("name", "pk"), per_page=_FEW, among=visible),
        "columns": _CARER_COLUMNS,
    }
    return render(request, "families/carers.html", context)


@require_safe
def search_file(request, ending):
    """The pupils that the filters leave, as a file; the first MOST_EXPORTED by name."""
    require(request.user, "people.enter_families")
    require(request.user, "people.see_full_pupil")
    visible = Pupil.objects.visible_to(request.user).present()
    found = _with_families(PupilFilters(request.GET).narrow(visible)).order_by(*_ORDER)
    rows = found[:MOST_EXPORTED].iterator(chunk_size=500)
    name = f"families-{timezone.localdate():%Y-%m-%d}"
    return list_file(request, rows, _FILE, name=name, ending=ending, of="a list of families")


def _with_families(pupils):
    """With school, carers and whether the needs were answered, in two statements for all."""
    links = CarerLink.objects.live().select_related("carer").order_by("pk")
    return (
        pupils.select_related("school")
        .prefetch_related(Prefetch("links", links, to_attr="live_links"))
        .annotate(has_needs=Exists(Needs.objects.answered().filter(pupil=OuterRef("pk"))))
    )


def _notes(pupil):
    """[(words, colour)] of what to note about a pupil of the list."""
    found = []
    if not pupil.has_needs:
        found.append(("Needs not answered", "warn"))
    if any(link.restriction for link in pupil.live_links):
        found.append(("Restriction", "info"))
    if pupil.is_on_hold:
        found.append(("Kept by order", "info"))
    return found


# Without restrictions: a file goes its own ways, and a court's order must not go with it.
_FILE = {
    "Reference": "reference",
    "First name": "first_name",
    "Last name": "last_name",
    "Called": "preferred_name",
    "Date of birth": "born_on",
    "Year": "year_in_words",
    "School": "school_in_words",
    "Needs answered": "has_needs",
    "Carers": lambda pupil: "; ".join(
        f"{link.carer.name} ({link.get_relationship_display()})" for link in pupil.live_links
    ),
    "E-mail": lambda pupil: "; ".join(
        link.carer.email for link in pupil.live_links if link.carer.email
    ),
    "Telephone": lambda pupil: "; ".join(
        link.carer.phone for link in pupil.live_links if link.carer.phone
    ),
}
