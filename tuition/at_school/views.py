"""A school's own pupils with lessons, as a page and as files."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.home.here import school_of, show_school
from hub.lists import keyset, ordered, sort
from hub.permissions import may, require
from hub.reporting.list_file import list_file
from schools.models import School
from tuition.after.words import tag_of, when_of
from tuition.at_school.rows import COLUMNS, HEADS, PupilFilters, of_school
from tuition.models import SchoolApplication

#: A school has few; what is older stands on the trail.
_APPLICATIONS = 100


@require_safe
def own(request):
    """To the pupils of the school that somebody is at: the entry of the menu."""
    require(request.user, "tuition.see_school_pupils")
    mine = School.objects.allowing("tuition.see_school_pupils", request.user)
    here = school_of(request)
    chosen = mine.filter(pk=here.pk).first() if here else None
    return redirect("tuition:school_pupils", (chosen or mine.order_by("name", "pk").first()).pk)


@require_safe
def pupils(request, pk):
    """Who learns what and when, of those whose carers agreed; and what the school asked for."""
    school = fetch(request, pk)
    filters, order, rows = _looked_for(request, school)
    among = of_school(school, request.user)
    page = keyset(request, rows.with_all(), order.order_by, among=among)
    applies = may(request.user, "tuition.apply_for_school", school)
    sent = SchoolApplication.objects.visible_to(request.user).filter(school=school)
    context = {
        "school": school,
        "filters": filters,
        "columns": order.columns,
        "page": page,
        "rows": [(row, tag_of(row), when_of(row)) for row in page],
        "applies": applies,
        "applications": list(sent.select_related("provision__instrument")[:_APPLICATIONS]),
        "now": timezone.now(),
        "query": request.GET.urlencode(),
    }
    return render(request, "tuition/at_school/pupils.html", context)


@require_safe
def export(request, pk, *, format):
    """The same pupils, all pages of them, as a file."""
    school = fetch(request, pk)
    _, order, rows = _looked_for(request, school)
    found = ordered(rows.with_all(), order.order_by).iterator(chunk_size=1000)
    return list_file(
        request,
        found,
        COLUMNS,
        name="pupils-with-lessons",
        ending=format,
        of="the pupils of a school",
    )


def fetch(request, pk):
    """The school, when this person sees its pupils."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "tuition.see_school_pupils", school)
    show_school(request, school)
    return school


def _looked_for(request, school):
    filters = PupilFilters(request.GET)
    order = sort(request, HEADS, default="name")
    return filters, order, filters.narrow(of_school(school, request.user))
