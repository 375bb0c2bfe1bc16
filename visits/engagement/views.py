"""The dashboard of visits against the year's target, its files, and the page of targets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.forms import typed
from hub.permissions import may, require
from hub.policy.values import value
from hub.reporting.list_file import list_file
from schools.models import Region
from visits.engagement.figures import FIGURES
from visits.engagement.forms import EngagementFilters, targets_form
from visits.engagement.lines import COLUMNS, Lines, engagement_of
from visits.engagement.targets import set_targets, targets_of

#: What stands in a card of its own; the others stand in the table below them.
_CARDS = ("planned", "outside", "outside-at-end", "surveys", "unanswered", "refused")


@require_safe
def engagement(request):
    """Visits done and planned against the target, schools and the cycle, survey, replies."""
    _known_to(request.user)
    filters = EngagementFilters(request.GET)
    found = engagement_of(filters.chosen_year, region=filters.values.get("region"))
    context = {
        "filters": filters,
        "engagement": found,
        "chart": found.chart(),
        "cards": [_figure(found, key) for key in _CARDS],
        "figures": [_figure(found, key) for key in FIGURES],
        "regions": [_region(found, group) for group in found.groups],
        "done_url": found.url("done"),
        "query": request.GET.urlencode(),
        "targets_url": _targets_url(found.year),
    }
    return render(request, "visits/engagement/dashboard.html", context)


@require_safe
def export(request, *, format):
    """The figures as a file: the lines that the report prints."""
    _known_to(request.user)
    require(request.user, "visits.export_tracker")
    filters = EngagementFilters(request.GET)
    rows = Lines(engagement_of(filters.chosen_year, region=filters.values.get("region")))
    return list_file(
        request,
        rows,
        COLUMNS,
        name="engagement-dashboard",
        ending=format,
        of="the engagement dashboard",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request):
    """The targets of a year: everybody who sees the tracker reads them, managers set them."""
    if not may(request.user, "visits.see_target"):
        raise Http404
    may_set = may(request.user, "visits.set_targets")
    if request.method == "POST":
        require(request.user, "visits.set_targets")
    year = _year(request)
    stored, regions = targets_of(year), list(Region.objects.order_by("name"))
    form = targets_form(
        targets=stored, regions=regions, rule=value("visits-a-year", year), data=typed(request)
    )
    if form.is_valid():
        set_targets(
            year=year, whole=form.cleaned_data["whole"], regions=form.regions, by=request.user
        )
        messages.success(request, f"The targets of {year} are saved.")
        return redirect(_targets_url(year))
    context = {
        "form": form if may_set else None,
        "targets": stored,
        "regions": [(each, stored.regions.get(each.pk)) for each in regions],
        "years": [
            (words, _targets_url(words), words == str(year))
            for words, _ in year_choices(back=2, ahead=1)
        ],
        "year": year,
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/engagement/targets.html", context, status=status)


def _known_to(user):
    """404 for whoever is not to know that there are such figures."""
    if not may(user, "visits.see_tracker"):
        raise Http404


def _year(request):
    """The academic year of the address; this one when it names none that can be chosen."""
    asked = request.GET.get("year", "")
    known = dict(year_choices(back=2, ahead=1))
    return AcademicYear.parse(asked) if asked in known else AcademicYear.current()


def _targets_url(year):
    return f"{reverse('visits:targets')}?{urlencode({'year': str(year)})}"


def _figure(found, key):
    figure = FIGURES[key]
    return {
        "label": figure.label,
        "number": figure.of(found.whole.tally),
        "definition": figure.definition,
        "url": found.url(key),
    }


def _region(found, group):
    urls = {key.replace("-", "_"): found.url(key, group) for key in FIGURES}
    return {"group": group, "last_year": found.last_year_url(group), **urls}
