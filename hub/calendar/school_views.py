"""The calendar of one school: the hub's dates, and its own in their place."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.calendar import overview, terms
from hub.calendar.bank_holidays import england
from hub.calendar.forms import TermDatesForm
from hub.calendar.models import Term
from hub.calendar.places import schools_seen_by
from hub.calendar.school_calendar import calendar_of
from hub.calendar.views import links_around, year_or_404
from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.home.here import show_school
from hub.permissions import may, require


@require_safe
def school_now(request, pk):
    """On to the current year of a school's calendar."""
    school = get_object_or_404(schools_seen_by(request.user), pk=pk)
    return redirect("calendar:school", school.pk, AcademicYear.current())


@require_safe
def school_page(request, pk, year):
    """Terms and closures that hold at a school in a year."""
    school = get_object_or_404(schools_seen_by(request.user), pk=pk)
    show_school(request, school)
    year_or_404(year)
    calendar = calendar_of(school)
    edits = may(request.user, "calendar.set_school_dates", school)
    today = timezone.localdate()
    context = {
        "school": school,
        "year": year,
        "years": links_around(
            year, lambda other: reverse("calendar:school", args=[school.pk, other])
        ),
        "terms": overview.term_rows(calendar, year),
        "columns": overview.SCHOOL_TERM_COLUMNS,
        "months": overview.months(
            calendar, year, link=lambda closure: _change_url(closure) if edits else ""
        ),
        "today": overview.today_in_words(calendar, today) if today in year else "",
        "edits": edits,
    }
    return render(request, "calendar/school.html", context)


def _change_url(closure):
    is_own = closure.school_id is not None
    return reverse("calendar:closure_change", args=[closure.pk]) if is_own else ""


def set_term(request, pk, year, season):
    """A school's own dates of a term."""
    school = get_object_or_404(schools_seen_by(request.user), pk=pk)
    show_school(request, school)
    require(request.user, "calendar.set_school_dates", school)
    year_or_404(year)
    own = {term.season: term for term in Term.objects.in_year(year).filter(school=school)}
    hubs = {term.season: term for term in Term.objects.of_hub().in_year(year)}
    standing = own.get(season) or hubs.get(season)
    form = TermDatesForm(
        typed(request),
        year=year,
        seasons=[season],
        bank_holidays=england(),
        dates={season: standing.dates} if standing else None,
        beside=[term for key, term in own.items() if key != season],
        neighbours=[term for key, term in hubs.items() if key != season and key not in own],
    )
    if form.is_valid():
        try:
            terms.set_terms(year=year, dates=form.dates, school=school, by=request.user)
        except terms.DatesRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"{school} has its own {season.label.lower()} term. "
                "It stays as it is when the hub's changes.",
            )
            return redirect("calendar:school", school.pk, year)
    context = {
        "form": form,
        "school": school,
        "year": year,
        "season": season,
        "hubs": hubs.get(season),
        "is_own": season in own,
    }
    status = 422 if form.is_bound else 200
    return render(request, "calendar/school_term.html", context, status=status)


def remove_term(request, pk, year, season):
    """Ask, then let the hub's dates of a term hold at the school again."""
    school = get_object_or_404(schools_seen_by(request.user), pk=pk)
    show_school(request, school)
    require(request.user, "calendar.set_school_dates", school)
    year_or_404(year)
    term = Term.objects.in_year(year).filter(school=school, season=season).first()
    if term is None:
        raise Http404("The hub's dates hold here")
    if request.method == "POST":
        terms.use_the_hubs(term=term, by=request.user)
        messages.success(request, f"The hub's dates of {term} hold at {school} again.")
        return redirect("calendar:school", school.pk, year)
    hubs = Term.objects.of_hub().in_year(year).filter(season=season).first()
    context = {
        "school": school,
        "term": term,
        "hubs": hubs,
        "title": f"Use the hub’s dates of {term} at {school}?",
        "back": reverse("calendar:school", args=[school.pk, year]),
    }
    return render(request, "calendar/school_term_remove.html", context)
