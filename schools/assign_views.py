"""Setting region or phase of many schools: a list with ticks, one check page, one result page."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import paginate
from hub.permissions import may, require
from schools import groupings
from schools.grouping_forms import AssignFilters, AssignForm
from schools.models import School

_RESULT = "schools_assigned"
_NAMED = 30


def assign(request):
    """Tick schools and say what to set; then check, then do."""
    require(request.user, "schools.keep_directory")
    mine = School.objects.allowing("schools.keep_directory", request.user).open()
    filters = AssignFilters(request.GET)
    found = filters.narrow(mine).select_related("region").order_by("search_name", "pk")
    page = paginate(request, found, per_page=50)
    ticked = _ticked(request, mine)
    form = AssignForm(
        typed(request),
        user=request.user,
        page=[*page, *(each for each in ticked if each.pk not in {row.pk for row in page})],
        count=page.count,
        phases=may(request.user, "schools.set_facts"),
    )
    if form.is_valid():
        schools = list(found) if form.cleaned_data["everything"] else ticked
        if len(schools) > groupings.MOST_AT_ONCE:
            form.add_error("everything", f"Choose {groupings.MOST_AT_ONCE:,} schools or fewer")
        elif "sure" not in request.POST:
            return _check(request, schools, form)
        else:
            try:
                return _do(request, schools, form.chosen)
            except groupings.GroupingRefused as refusal:
                form.add_error("region", str(refusal))
    context = {"filters": filters, "page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "schools/assign.html", context, status=status)


def _ticked(request, mine):
    """The schools that were ticked. One among them that is not theirs, and the whole set is 404."""
    if request.method != "POST":
        return []
    keys = set(request.POST.getlist("schools"))
    if not all(key.isascii() and key.isdigit() and len(key) <= 18 for key in keys):
        raise Http404
    ticked = list(mine.filter(pk__in=keys).select_related("region").order_by("search_name", "pk"))
    if len(ticked) != len({int(key) for key in keys}):
        raise Http404
    return ticked


def _check(request, schools, form):
    chosen = form.chosen
    context = {
        "schools": schools[:_NAMED],
        "more": max(0, len(schools) - _NAMED),
        "number": len(schools),
        "region": None if chosen["region"] is None else (chosen["region"] or "no region"),
        "phase": dict(form.fields["phase"].choices)[form.cleaned_data["phase"]]
        if chosen["phase"] is not None
        else None,
        "sent": [
            (name, value)
            for name in ("region", "phase", "everything", "schools")
            for value in request.POST.getlist(name)
        ],
    }
    return render(request, "schools/assign_check.html", context)


def _do(request, schools, chosen):
    changed, same = groupings.assign(schools=schools, by=request.user, **chosen)
    request.session[_RESULT] = {
        "changed": len(changed),
        "same": [school.name for school in same[:_NAMED]],
        "same_number": len(same),
    }
    return redirect("schools:assigned")


@require_safe
def assigned(request):
    """What became of it: how many schools changed, and which had it already."""
    require(request.user, "schools.keep_directory")
    result = request.session.get(_RESULT)
    if result is None:
        return redirect("schools:assign")
    return render(request, "schools/assigned.html", {"result": result})
