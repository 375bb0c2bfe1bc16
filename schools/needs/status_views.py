"""Pages on how far the plan and audit of every school are, and reminders to schools."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import FIRST_PAGE, address, keyset, sort
from hub.permissions import require
from hub.reporting.list_views import list_response
from schools.choices import ChasedFor
from schools.models import School
from schools.needs import chasing
from schools.needs.chase_forms import ChaseForm
from schools.needs.counting import answers_of
from schools.needs.status import (
    AUDIT,
    COLUMNS,
    PLAN,
    Count,
    looked_for,
    plan_words,
    with_state,
)
from schools.needs.views import known_to

_RESULT = "schools_reminded"
_NAMED = 30


@require_safe
def status(request):
    """How far the plan and the audit of each school are, and how many stand how."""
    known_to(request.user)
    filters, order, schools, every = _looked_for(request)
    year = filters.chosen_year
    among = with_state(School.objects.visible_to(request.user), year)
    found = schools.select_related("region")
    page = keyset(request, found, order.order_by, among=among)
    today = timezone.localdate()
    context = {
        "filters": filters,
        "year": year,
        "counts": _counts(request, every, year),
        "columns": order.columns,
        "page": page,
        "rows": [
            (school, plan_words(school, today), parse_date(school.review_on or ""))
            for school in page.rows
        ],
        "query": request.GET.urlencode(),
    }
    return render(request, "schools/needs/status.html", context)


def _counts(request, every, year):
    """A Count for each way that plan and audit stand; ``every``: without these two filters."""
    plans, audits = answers_of(every, [PLAN, AUDIT], year)
    labels = [*(answer.label for answer in PLAN.answers), "Plan: not told"]
    values = [*(answer.value for answer in PLAN.answers), "not-told"]
    found = [
        Count(label, number, address(request, plan=value, audit=None, **FIRST_PAGE))
        for label, value, number in zip(labels, values, plans.cells, strict=True)
    ]
    for label, value, number in zip(
        ("Audit submitted", "Audit not submitted"), ("yes", "not-told"), audits.cells, strict=True
    ):
        url = address(request, audit=value, plan=None, **FIRST_PAGE)
        found.append(Count(label, number, url))
    return found


@require_safe
def status_export(request, *, format):
    """The same schools, all pages of them, as a file."""
    known_to(request.user)
    require(request.user, "schools.export_needs")
    back = reverse("schools:status")
    return list_response(request, "plans-and-audits", format=format, back=back)


def chase(request):
    """Tick schools of the list and say what to remind them of; then check, then send."""
    known_to(request.user)
    require(request.user, "schools.chase")
    filters, order, schools, _ = _looked_for(request)
    mine = School.objects.allowing("schools.chase", request.user)
    schools = schools.allowing("schools.chase", request.user)
    page = keyset(request, schools, order.order_by, among=with_state(mine, filters.chosen_year))
    ticked = _ticked(request, with_state(mine.open(), filters.chosen_year))
    shown = {school.pk for school in page.rows}
    form = ChaseForm(
        typed(request),
        rows=[*page.rows, *(each for each in ticked if each.pk not in shown)],
        count=page.count_in_words,
        words=lambda school: f"{school.name} ({_state(school)})",
    )
    if form.is_valid():
        chosen = list(schools) if form.cleaned_data["everything"] else ticked
        if len(chosen) > chasing.MOST_AT_ONCE:
            form.add_error("everything", f"Choose {chasing.MOST_AT_ONCE} schools or fewer")
        elif "sure" not in request.POST:
            return _check(request, chosen, form, filters)
        else:
            return _send(request, chosen, form, filters)
    context = {"filters": filters, "page": page, "form": form, "query": request.GET.urlencode()}
    status = 422 if form.is_bound else 200
    return render(request, "schools/needs/chase.html", context, status=status)


def _state(school):
    audit = "audit submitted" if school.audited_at else "no audit"
    return f"{plan_words(school, timezone.localdate())}; {audit}"


def _ticked(request, mine):
    """The schools that were ticked. One among them that is not theirs, and the whole set is 404."""
    if request.method != "POST":
        return []
    keys = set(request.POST.getlist("schools"))
    if not all(key.isascii() and key.isdigit() and len(key) <= 18 for key in keys):
        raise Http404
    ticked = list(mine.filter(pk__in=keys).order_by("search_name", "pk"))
    if len(ticked) != len({int(key) for key in keys}):
        raise Http404
    return ticked


def _check(request, schools, form, filters):
    context = {
        "schools": schools[:_NAMED],
        "more": max(0, len(schools) - _NAMED),
        "number": len(schools),
        "about": ChasedFor(form.cleaned_data["about"]).label,
        "year": filters.chosen_year,
        "query": request.GET.urlencode(),
        "sent": [
            (name, value)
            for name in ("about", "everything", "schools")
            for value in request.POST.getlist(name)
        ],
    }
    return render(request, "schools/needs/chase_check.html", context)


def _send(request, schools, form, filters):
    outcome = chasing.chase(
        schools=schools,
        about=form.cleaned_data["about"],
        year=filters.chosen_year,
        by=request.user,
    )
    left_out = (("done", outcome.done), ("lately", outcome.lately), ("nobody", outcome.nobody))
    request.session[_RESULT] = {
        "people": outcome.people,
        "schools": outcome.schools,
        **{name: {"number": len(names), "names": names[:_NAMED]} for name, names in left_out},
    }
    return redirect("schools:chased")


@require_safe
def chased(request):
    """What became of it: who was written to, and who was left out and why."""
    known_to(request.user)
    require(request.user, "schools.chase")
    result = request.session.get(_RESULT)
    if result is None:
        return redirect("schools:status")
    return render(request, "schools/needs/chased.html", {"result": result})


def _looked_for(request):
    """(filters, order, schools of the list, schools without the filters of plan and audit)."""
    visible = School.objects.visible_to(request.user)
    filters, schools, every = looked_for(request.GET, visible)
    return filters, sort(request, COLUMNS, default="name"), schools, every
