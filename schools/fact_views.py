"""Pages of the fact base: what the hub knows of a school, to be confirmed or corrected by it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.forms import typed
from hub.permissions import require
from schools.facts import book
from schools.facts.forms import area_form
from schools.facts.sheet import SLUGS, sheet_of
from schools.models import School
from schools.permissions import fact_source

_BACK, _AHEAD = 3, 0


@require_safe
def known(request, pk):
    """Everything that is known of a school in a year, area by area, and where it is from."""
    school = _school(request, pk)
    year = _year(request)
    areas = sheet_of(school, year)
    context = {
        "school": school,
        "year": year,
        "years": _years(school, year),
        "areas": areas,
        "known": sum(area.known for area in areas),
        "asked": sum(len(area.abouts) for area in areas),
    }
    return render(request, "schools/known.html", context)


def area(request, pk, slug):
    """Answer or correct one area."""
    school = _school(request, pk)
    require(request.user, "schools.tell_facts", school)
    name, year = _area(slug), _year(request)
    previous = AcademicYear(year - 1)
    by_year = book.known_by_year(school, [year, previous])
    form = area_form(
        school=school, area=name, known=by_year[year], last=by_year[previous], data=typed(request)
    )
    if form.is_bound and form.is_valid():
        source = fact_source(request.user, school)
        written = book.note(
            school=school, year=year, said=form.said(), source=source, by=request.user
        )
        messages.success(request, _saved(name, written))
        return redirect(_address(school, year, slug))
    context = {
        "school": school,
        "year": year,
        "area": name,
        "form": form,
        "back": _address(school, year, slug),
    }
    return render(request, "schools/known_area.html", context, status=422 if form.is_bound else 200)


@require_POST
def confirm(request, pk, slug):
    """The school says that an area is right as it stands."""
    school = _school(request, pk)
    require(request.user, "schools.confirm_facts", school)
    name, year = _area(slug), _year(request)
    areas = {each.slug: each for each in sheet_of(school, year)}
    if slug not in areas:
        raise Http404
    number = book.confirm(school=school, year=year, abouts=areas[slug].abouts, by=request.user)
    said = "1 answer is" if number == 1 else f"{number} answers are"
    messages.success(request, f"{name}: {said} confirmed." if number else f"{name}: nothing new.")
    return redirect(_address(school, year, slug))


def _school(request, pk):
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.see_known", school)
    return school


def _area(slug):
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def _year(request):
    """The academic year of the address; this one when it names none that can be chosen."""
    asked = request.GET.get("year", "")
    if asked in dict(year_choices(back=_BACK, ahead=_AHEAD)):
        return AcademicYear.parse(asked)
    return AcademicYear.current()


def _years(school, chosen):
    """(words, address, is it chosen) of the years that can be looked at, the newest first."""
    years = [AcademicYear(AcademicYear.current() - back) for back in range(_BACK + 1)]
    return [(str(year), _address(school, year), year == chosen) for year in years]


def _address(school, year, slug=""):
    address = f"{reverse('schools:known', args=[school.pk])}?year={year}"
    return f"{address}#{slug}" if slug else address


def _saved(name, written):
    if not written:
        return f"{name}: nothing has changed."
    return f"{name} is saved. Thank you: nobody will ask you for this again this year."
