"""Arranging visits to many schools: a list with ticks, one check page, one result page."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import paginate
from hub.permissions import require
from schools.models import School
from visits.due import assigning, scoring
from visits.due.asked import PER_PAGE, asked_for
from visits.due.forms import AssignForm
from visits.due.rows import rows_of

_RESULT = "visits_assigned"


def assign(request):
    """Tick schools of the list and say who goes; then check, then do."""
    require(request.user, "visits.arrange_at")
    asked = asked_for(request)
    mine = School.objects.allowing("visits.arrange_at", request.user).open()
    listed = scoring.scored(asked.listed.filter(pk__in=mine.order_by().values("pk")))
    ordered = listed.order_by(*asked.order_by).values_list("pk", flat=True)
    page = paginate(request, ordered, per_page=PER_PAGE)
    ticked = _ticked(request, mine)
    rows = rows_of([*page.rows, *(pk for pk in ticked if pk not in page.rows)])
    form = AssignForm(typed(request), user=request.user, rows=rows, initial=_chosen(request))
    if form.is_valid():
        chosen = [row for row in rows if row.school.pk in set(ticked)]
        if len(chosen) > assigning.MOST_AT_ONCE:
            form.add_error("schools", f"Choose {assigning.MOST_AT_ONCE} schools or fewer")
        elif "sure" not in request.POST:
            return _check(request, chosen, form)
        else:
            return _do(request, ticked, form)
    context = {
        "filters": asked.filters,
        "page": page,
        "form": form,
        "query": request.GET.urlencode(),
        "clear_url": f"{request.path}?region=" if asked.filters.regions else request.path,
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/due/assign.html", context, status=status)


def _chosen(request):
    """What a link to this page ticks already."""
    return {"schools": request.GET.getlist("school")}


def _ticked(request, mine):
    """Primary keys of the ticked schools. One that is not theirs, and the whole set is 404."""
    if request.method != "POST":
        return _asked_for_one(request, mine)
    keys = set(request.POST.getlist("schools"))
    if not all(_is_number(key) for key in keys):
        raise Http404
    ticked = list(
        mine.filter(pk__in=keys).order_by("search_name", "pk").values_list("pk", flat=True)
    )
    if len(ticked) != len({int(key) for key in keys}):
        raise Http404
    return ticked


def _asked_for_one(request, mine):
    keys = [key for key in request.GET.getlist("school") if _is_number(key)]
    return list(mine.filter(pk__in=keys).values_list("pk", flat=True)) if keys else []


def _is_number(key):
    return key.isascii() and key.isdigit() and len(key) <= 18


def _check(request, chosen, form):
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    arranged = [row for row in chosen if row.next_visit]
    context = {
        "wanted": form.cleaned_data,
        "rows": [row for row in chosen if not row.next_visit],
        "arranged": arranged,
        "asking": sum(1 for row in chosen if row.school.asked_at and not row.next_visit),
        "query": request.GET.urlencode(),
        "sent": [(name, value) for name in names for value in request.POST.getlist(name)],
    }
    return render(request, "visits/due/assign_check.html", context)


def _do(request, ticked, form):
    wanted = form.cleaned_data
    outcome = assigning.assign(
        schools=ticked,
        officer=wanted["officer"],
        type=wanted["type"],
        due_on=wanted["due_on"],
        purpose=wanted["purpose"],
        by=request.user,
    )
    request.session[_RESULT] = {
        "officer": str(wanted["officer"]),
        "made": [visit.school.name for visit in outcome.visits],
        "left_out": outcome.left_out,
        "query": request.GET.urlencode(),
    }
    return redirect("visits:assigned")


@require_safe
def assigned(request):
    """What became of it: which visits are to be arranged, which schools were left out and why."""
    require(request.user, "visits.arrange_at")
    result = request.session.get(_RESULT)
    if result is None:
        return redirect("visits:due")
    return render(request, "visits/due/assigned.html", {"result": result})
