"""One school of the due list: its score, every reason with its points, who is due near by."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.permissions import may, require
from schools import priority
from schools.models import School
from visits.cycle import cycle_months
from visits.due import scoring
from visits.due.near import due_near
from visits.due.rows import row_of, with_all


@require_safe
def due_school(request, pk):
    """Why a school is where it is on the list."""
    require(request.user, "visits.plan_visits")
    schools = with_all(School.objects.visible_to(request.user).open())
    school = get_object_or_404(schools, pk=pk)
    by = scoring.weights()
    row = row_of(school, by)
    kept = getattr(school, "signals", None)
    quiet = [
        each
        for each in priority.stated()
        if by[each.key] and not (kept and kept.strengths[each.place])
    ]
    context = {
        "school": school,
        "school_key": str(school.pk),
        "row": row,
        "quiet": quiet,
        "near": due_near(school, user=request.user),
        "has_place": school.easting is not None,
        "cycle_months": cycle_months(),
        "may_arrange": row.next_visit is None and may(request.user, "visits.arrange_at", school),
    }
    return render(request, "visits/due/school.html", context)
