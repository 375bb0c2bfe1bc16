"""Pages of what schools need: the overview, its files, and the schools behind each number."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub.accounts.choices import Role
from hub.lists import keyset, sort
from hub.permissions import EVERYTHING, may, require, rights
from hub.reporting.list_file import list_file
from hub.reporting.list_views import list_response
from schools.models import Region, School
from schools.needs import lines
from schools.needs.adding import Narrowed
from schools.needs.behind import COLUMNS, behind
from schools.needs.filters import NeedsFilters
from schools.needs.groups import PHASE, REGION
from schools.needs.kept import figures_of
from schools.needs.lists import with_told
from schools.needs.overview import Overview

_DISTRICTS = 20


def known_to(user, right="schools.see_needs"):
    """404 for whoever is not to know that there is such a page."""
    if not may(user, right):
        raise Http404


@require_safe
def overview(request):
    """What schools need, across all that the filters let through."""
    known_to(request.user)
    region = None if request.GET else _own_region(request.user)
    if region is not None:
        return redirect(f"{request.path}?{urlencode({'region': region.name})}")
    filters = NeedsFilters(request.GET)
    needs, cold = _figures(request, filters)
    laid_out = Overview(needs, _kept(request))
    context = {
        "filters": filters,
        "needs": needs,
        "year": filters.chosen_year,
        "overview": laid_out,
        "regions": laid_out.weakest(REGION, "Region"),
        "phases": laid_out.weakest(PHASE, "Phase"),
        "districts": laid_out.districts(cold[:_DISTRICTS]),
        "more_districts": max(0, len(cold) - _DISTRICTS),
        "query": request.GET.urlencode(),
    }
    return render(request, "schools/needs/overview.html", context)


def _figures(request, filters):
    """The figures and cold districts; from tallies for those who see every school."""
    visible = School.objects.visible_to(request.user)
    sees_all = rights["schools.see_school"].q(request.user) == EVERYTHING
    narrowed = Narrowed.by(filters.values) if sees_all else None
    return figures_of(filters.narrow(visible), filters.years, narrowed)


@require_safe
def export(request, *, format):
    """The figures as a file: the lines that the report prints, small numbers hidden."""
    known_to(request.user)
    require(request.user, "schools.export_needs")
    filters = NeedsFilters(request.GET)
    rows = lines.lines_of(_figures(request, filters)[0])
    return list_file(
        request, rows, lines.COLUMNS, name="music-needs", ending=format, of="the music needs"
    )


@require_safe
def school_list(request):
    """The schools that a number of the overview counts, and what each of them told."""
    known_to(request.user)
    filters, schools, figure, answer = _behind(request)
    order = sort(request, COLUMNS, default="name")
    pages = {"order_by": order.order_by, "among": School.objects.visible_to(request.user)}
    page = keyset(request, schools.select_related("region"), **pages)
    context = {
        "filters": filters,
        "figure": figure,
        "answer": figure.words(answer),
        "clear_url": f"?{urlencode({'figure': figure.key, 'answer': answer})}",
        "year": filters.chosen_year,
        "columns": order.columns,
        "page": page,
        "rows": with_told(page.rows, figure, filters.chosen_year),
        "overview_url": f"{reverse('schools:needs')}?{_kept(request).urlencode()}",
    }
    return render(request, "schools/needs/schools.html", context)


@require_safe
def school_export(request, *, format):
    """The same schools, all pages of them, as a file."""
    known_to(request.user)
    require(request.user, "schools.export_needs")
    _behind(request)
    back = reverse("schools:needs_schools")
    return list_response(request, "schools-by-need", format=format, back=back)


def _behind(request):
    """(filters, schools, figure, answer). 404 for a figure or answer that there is not."""
    try:
        return behind(request.GET, School.objects.visible_to(request.user))
    except KeyError as error:
        raise Http404 from error


def _kept(request):
    """The filters of the address alone, for the lists and the way back."""
    query = request.GET.copy()
    for name in {*query} - {"year", "region", "phase", "authority", "trust"}:
        del query[name]
    return query


def _own_region(user):
    """The one region of an officer who has one: where their overview begins."""
    own = user.scope_ids("region", Role.OFFICER)
    return Region.objects.filter(pk__in=own).first() if len(own) == 1 else None
