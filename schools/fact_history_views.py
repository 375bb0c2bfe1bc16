"""The history of one fact: who said what of it when, and what holds."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.home.here import show_school
from hub.lists import Column, paginate
from hub.permissions import require
from schools.facts import keys
from schools.lineage import lineage_of
from schools.models import Fact, School

_BACK = 3
COLUMNS = [Column("When"), Column("What was said"), Column("Who says so"), Column("Noted by")]


@require_safe
def history(request, pk, key):
    """Everything that was said of one fact of a school in a year, the newest first."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.see_known", school)
    show_school(request, school)
    fact, part = _about(key, request.GET.get("part", ""))
    year = _year(request)
    rows = Fact.objects.visible_to(request.user).filter(
        school__in=lineage_of(school), year=year, key=key, dimension=part
    )
    page = paginate(request, rows.select_related("by", "school"), per_page=50)
    if not (fact.asked or page.rows):
        raise Http404("Not asked of anybody here, and nothing that this person may read")
    own = reverse("schools:known_history", args=[school.pk, key])
    context = {
        "school": school,
        "year": year,
        "label": f"{fact.label}: {fact.dimension.words[part]}" if part else fact.label,
        "columns": COLUMNS,
        "page": page,
        "rows": [(row, _words(fact, row)) for row in page],
        "years": [(words, f"{own}?year={words}&part={part}") for words, _ in _years()],
        "back": f"{reverse('schools:known', args=[school.pk])}?year={year}",
    }
    return render(request, "schools/known_history.html", context)


def _about(key, part):
    """(FactKey, code of the part). 404 for a fact or part that nobody states."""
    try:
        fact = keys.get(key)
    except KeyError as error:
        raise Http404 from error
    if part not in (fact.dimension.words if fact.dimension else {""}):
        raise Http404
    return fact, part


def _words(fact, row):
    return "Not known" if row.is_unknown else fact.words(row.value)


def _years():
    return year_choices(back=_BACK, ahead=0)


def _year(request):
    """The academic year of the address; this one when it names none that can be chosen."""
    asked = request.GET.get("year", "")
    return AcademicYear.parse(asked) if asked in dict(_years()) else AcademicYear.current()
