"""Pages of Regional Engagement Plans: the list of a year, beginning one, and the plan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.forms import typed
from hub.permissions import may, require
from schools.models import Region
from visits.cycle import PAST, at_end
from visits.engagement.lines import due_url
from visits.models import RegionalPlan
from visits.regional import figures, keeping
from visits.regional.forms import BeginForm

FORM = require_http_methods(["GET", "HEAD", "POST"])
#: Schools are named on the page up to this number; the list of who is due names all.
_SCHOOLS, _ACTIONS = 20, 30


@require_safe
def plans(request):
    """The plans of a year, by region; those that are not begun can be."""
    _known_to(request.user)
    year = _year(request)
    regions = Region.objects.order_by("name")
    regions = regions.with_right("visits.begin_regional_plan", request.user, as_="may_begin")
    begun = RegionalPlan.objects.visible_to(request.user).filter(year=year)
    by_region = {plan.region_id: plan for plan in begun.prefetch_related("priorities", "reviews")}
    context = {
        "year": year,
        "years": [
            (words, f"?{urlencode({'year': words})}", words == str(year))
            for words, _ in year_choices(back=3, ahead=1)
        ],
        "regions": [(region, by_region.get(region.pk)) for region in regions],
    }
    return render(request, "visits/regional/plans.html", context)


@FORM
def begin(request, region, year):
    """Begin the plan of a region and year, with priorities of the year before."""
    _known_to(request.user)
    region = get_object_or_404(Region, pk=region)
    require(request.user, "visits.begin_regional_plan", region)
    if str(year) not in dict(year_choices(back=3, ahead=1)):
        raise Http404
    existing = RegionalPlan.objects.filter(region=region, year=year).first()
    if existing is not None:
        return redirect(existing)
    last = RegionalPlan.objects.filter(region=region, year=year - 1).first()
    form = BeginForm(typed(request), priorities=last.priorities.all() if last else [])
    if form.is_valid():
        plan = keeping.begin(region=region, year=year, copied=form.taken(), by=request.user)
        messages.success(request, "The plan is begun. Write what you want to reach.")
        return redirect(plan)
    context = {"region": region, "year": year, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/regional/begin.html", context, status=status)


@require_safe
def plan(request, pk):
    """A plan: aim, priorities, schools, actions, what changed since the last review, reviews."""
    row = plan_of(request, pk)
    standing = figures.standing_of(row)
    outside = figures.schools_outside(row).select_related("visit_standing")
    schools = list(outside[: _SCHOOLS + 1])
    actions = figures.actions_of(row).live().select_related("school", "officer")
    live = list(actions.order_by("due_on", "pk")[: _ACTIONS + 1])
    context = {
        "plan": row,
        "standing": standing,
        "priorities": list(row.priorities.select_related("owner")),
        "schools": schools[:_SCHOOLS],
        "has_more_schools": len(schools) > _SCHOOLS,
        "actions": live[:_ACTIONS],
        "has_more_actions": len(live) > _ACTIONS,
        "counts": [(count, _of_function(row, count.function)) for count in standing.counts],
        "since": figures.since_last(row, standing),
        "reviews": list(row.reviews.select_related("by")),
        "may_write": may(request.user, "visits.write_regional_plan", row),
        "urls": _urls(row),
    }
    return render(request, "visits/regional/plan.html", context)


def plan_of(request, pk, right=None):
    """The plan of an address, and with a ``right`` 403 for who may only read it."""
    rows = RegionalPlan.objects.visible_to(request.user).select_related("region", "begun_by")
    row = get_object_or_404(rows, pk=pk)
    if right:
        require(request.user, right, row)
    return row


def _known_to(user):
    """404 for whoever is not to know that there are such plans."""
    if not may(user, "visits.see_regional_plan"):
        raise Http404


def _year(request):
    """The academic year of the address; this one when it names none that can be chosen."""
    asked = request.GET.get("year", "")
    known = dict(year_choices(back=3, ahead=1))
    return AcademicYear.parse(asked) if asked in known else AcademicYear.current()


def _urls(plan):
    """The lists behind the numbers of a plan."""
    region, year = {"region": plan.region.name}, {"year": str(plan.year)}
    tracker = {**region, **year, "counts": "on"}
    return {
        "due": due_url(plan.region.name, since=PAST),
        "schools": due_url(plan.region.name),
        "at_end": due_url(plan.region.name, since=at_end(plan.year)),
        "done": f"{reverse('visits:tracker')}?{urlencode({**tracker, 'state': 'took-place'})}",
        "planned": f"{reverse('visits:tracker')}?{urlencode({**tracker, 'state': 'coming'})}",
        "actions": f"{reverse('visits:actions')}?{urlencode({**region, 'planned': 'on'})}",
    }


def _of_function(plan, function):
    query = {"region": plan.region.name, "planned": "on", "function": function, "state": "all"}
    return f"{reverse('visits:actions')}?{urlencode(query)}"
