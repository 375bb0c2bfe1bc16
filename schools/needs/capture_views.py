"""Pages by which officers write down what schools have published elsewhere."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.forms import typed
from hub.lists import keyset, sort
from hub.permissions import require
from schools.facts import book
from schools.models import School
from schools.needs import capture as captures
from schools.needs.capture_forms import capture_form
from schools.needs.filters import ListFilters
from schools.needs.views import known_to
from schools.search import find

COLUMNS = [
    ("name", "School", "search_name"),
    ("region", "Region", "region__name"),
    ("pupils", "Pupils", "pupils", "number"),
    ("", "Its website", ""),
]


@require_safe
def to_capture(request):
    """The work list: schools without a published summary that is known."""
    known_to(request.user, "schools.capture_published")
    filters, order = ListFilters(request.GET), sort(request, COLUMNS, default="name")
    mine = School.objects.allowing("schools.capture_published", request.user)
    every = find(filters.narrow(mine), filters.values.get("q", ""))
    schools = captures.without_summary(every, filters.chosen_year).select_related("region")
    context = {
        "filters": filters,
        "year": filters.chosen_year,
        "columns": order.columns,
        "page": keyset(request, schools, order.order_by, among=mine),
    }
    return render(request, "schools/needs/to_capture.html", context)


def capture(request, pk):
    """Where the summary of a school stands, when it was seen, and what it says."""
    school, year = _school(request, pk), _year(request)
    known = book.known(school, year)
    form = capture_form(school=school, year=year, known=known, data=typed(request))
    if form.is_bound and form.is_valid():
        covers = form.cleaned_data["year"]
        written = captures.capture(
            school=school,
            year=covers,
            url=form.cleaned_data["url"],
            seen_on=form.cleaned_data["seen_on"],
            said=form.said(),
            by=request.user,
        )
        messages.success(request, _saved(school, covers, written))
        return redirect(f"{reverse('schools:known', args=[school.pk])}?year={covers}")
    own = captures.captured(school, year)
    context = {
        "school": school,
        "year": year,
        "form": form,
        "is_captured": bool(own),
        "years": [(words, f"?year={words}", words == str(year)) for words, _ in _years()],
    }
    status = 422 if form.is_bound else 200
    return render(request, "schools/needs/capture.html", context, status=status)


@require_POST
def take_back(request, pk):
    """Nothing of the year is published after all."""
    school, year = _school(request, pk), _year(request)
    number = len(captures.take_back(school=school, year=year, by=request.user))
    said = "1 answer" if number == 1 else f"{number} answers"
    words = f"{said} of what was read for {year} no longer hold. Write it down anew at any time."
    messages.success(request, words)
    return redirect(f"{reverse('schools:capture', args=[school.pk])}?year={year}")


def _school(request, pk):
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.capture_published", school)
    return school


def _years():
    return year_choices(back=2, ahead=1)


def _year(request):
    """The academic year of the address; this one when it names none that can be chosen."""
    asked = request.GET.get("year", "")
    return AcademicYear.parse(asked) if asked in dict(_years()) else AcademicYear.current()


def _saved(school, year, written):
    if not written:
        return f"Nothing has changed for {school.name}."
    number = len(written)
    said = "1 answer is" if number == 1 else f"{number} answers are"
    return f"{said} written down for {school.name}, {year}."
