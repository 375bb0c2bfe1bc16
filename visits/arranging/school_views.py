"""A school's own visits: what is arranged, and what there has been."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.home.here import school_of, show_school
from hub.lists import Column, paginate
from hub.permissions import require
from schools.lineage import family
from schools.models import School
from visits.arranging.words import kind_of, status_of
from visits.models import Visit

_COLUMNS = [Column("Visit"), Column("When"), Column("Officer"), Column("State")]


@require_safe
def own(request):
    """To the visits of the school that somebody is at: the entry of the menu."""
    require(request.user, "visits.ask_for_visit")
    here, mine = school_of(request), School.objects.allowing("visits.ask_for_visit", request.user)
    # Somebody may keep the books of the school that they are at, and lead music at another.
    chosen = mine.filter(pk=here.pk).first() if here else None
    return redirect("visits:school", (chosen or mine.order_by("name", "pk").first()).pk)


@require_safe
def school(request, pk):
    """The visits to a school and to those whose history is its own, newest first."""
    row = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "visits.see_visits_of", row)
    show_school(request, row)
    visits = Visit.objects.visible_to(request.user).filter(school__in=family(row))
    visits = visits.select_related("school", "type", "officer").order_by("-created_at", "-pk")
    page = paginate(request, visits)
    context = {
        "school": row,
        "page": page,
        "columns": _COLUMNS,
        "rows": [(visit, status_of(visit), kind_of(visit)) for visit in page],
    }
    return render(request, "visits/school.html", context)
