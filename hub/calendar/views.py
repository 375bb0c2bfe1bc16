"""The hub's calendar: a year at a glance, its term dates and closures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.calendar import next_year, overview, terms
from hub.calendar.bank_holidays import england, known_until
from hub.calendar.choices import Season
from hub.calendar.forms import StartYearForm, TermDatesForm
from hub.calendar.models import Closure, Term
from hub.calendar.places import schools_seen_by
from hub.calendar.school_calendar import calendar_of
from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.home.here import area_of, school_of
from hub.lists import paginate, sort
from hub.permissions import may, require

BACK, AHEAD = 10, 3


def year_or_404(year):
    """The year, where the calendar has pages for it."""
    if not AcademicYear.current() - BACK <= year <= AcademicYear.current() + AHEAD:
        raise Http404("Too far from now")
    return year


def links_around(year, url):
    """The years before and after that have a page: [{"text", "url"}], for year_links.html."""
    now = AcademicYear.current()
    around = [("Previous", year.previous), ("Next", year.next)]
    return [
        {"text": f"{word}: {other}", "url": url(other)}
        for word, other in around
        if now - BACK <= other <= now + AHEAD
    ]


@require_safe
def home(request):
    """On to this year: that of one's school in the area of schools, the hub's elsewhere."""
    require(request.user, "calendar.see_dates")
    area = area_of(request)
    school = school_of(request) if area is not None and area.key == "school" else None
    if school is not None:
        return redirect("calendar:school", school.pk, AcademicYear.current())
    return redirect("calendar:year", AcademicYear.current())


@require_safe
def year_page(request, year):
    """Terms, half terms and closures of the hub in a year."""
    require(request.user, "calendar.see_dates")
    year_or_404(year)
    calendar, edits = calendar_of(), may(request.user, "calendar.set_dates")
    context = {
        "year": year,
        "years": links_around(year, lambda other: reverse("calendar:year", args=[other])),
        "terms": overview.term_rows(calendar, year),
        "columns": overview.TERM_COLUMNS,
        "half_columns": overview.HALF_COLUMNS,
        "halves": calendar.half_terms(year),
        "months": overview.months(
            calendar, year, link=lambda closure: _change_url(closure) if edits else ""
        ),
        "today": _today(calendar, year),
        "can_start": edits
        and not calendar.terms_of(year)
        and bool(calendar.terms_of(year.previous)),
        "can_delete": edits and year > AcademicYear.current() and bool(calendar.terms_of(year)),
        "bank_holidays_missing": known_until() < year.ends_on,
        "known_until": known_until(),
    }
    return render(request, "calendar/year.html", context)


def _change_url(closure):
    return reverse("calendar:closure_change", args=[closure.pk]) if closure.is_entered else ""


def _today(calendar, year):
    today = timezone.localdate()
    return overview.today_in_words(calendar, today) if today in year else ""


def set_terms(request, year):
    """The dates of the hub's three terms."""
    require(request.user, "calendar.set_dates")
    year_or_404(year)
    standing = {term.season: term.dates for term in Term.objects.of_hub().in_year(year)}
    form = TermDatesForm(
        typed(request),
        year=year,
        bank_holidays=england(),
        dates=standing,
        clashes=terms.clashes,
    )
    if form.is_valid():
        try:
            changed = terms.set_terms(year=year, dates=form.dates, by=request.user)
        except terms.DatesRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_changed(request, year, changed)
            return redirect("calendar:year", year)
    status = 422 if form.is_bound else 200
    context = {"form": form, "year": year, "is_new": not standing}
    return render(request, "calendar/set_terms.html", context, status=status)


def _say_what_changed(request, year, changed):
    if changed:
        messages.success(
            request,
            f"The term dates of {year} are saved. Schools that have dates of their own keep them.",
        )
    else:
        messages.info(request, f"Nothing changed: the term dates of {year} are as they were.")


def start_year(request, year):
    """A new year from the pattern of the one before: to check, to change, then to save."""
    require(request.user, "calendar.set_dates")
    year_or_404(year)
    before = {term.season: term.dates for term in Term.objects.of_hub().in_year(year.previous)}
    if not before or Term.objects.of_hub().in_year(year).exists():
        return redirect("calendar:set_terms", year)
    form = StartYearForm(
        typed(request),
        year=year,
        bank_holidays=england(),
        dates=next_year.pattern(before, year),
        before=before,
        seasons=[season for season in Season if season in before],
        closures=next_year.closures_to_carry(year),
    )
    if form.is_valid():
        try:
            next_year.start(
                year=year,
                dates=form.dates,
                carried=form.cleaned_data.get("carried", []),
                by=request.user,
            )
        except terms.DatesRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{year} has term dates. Check its closures next.")
            return redirect("calendar:year", year)
    status = 422 if form.is_bound else 200
    context = {"form": form, "year": year, "good_friday": next_year.good_friday(year)}
    return render(request, "calendar/start_year.html", context, status=status)


def delete_year(request, year):
    """Ask, then take the terms of a year that has not begun off the calendar."""
    require(request.user, "calendar.set_dates")
    year_or_404(year)
    if not Term.objects.of_hub().in_year(year).exists():
        raise Http404("This year has no dates")
    if request.method == "POST":
        try:
            terms.remove_year(year=year, by=request.user)
        except terms.DatesRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{year} has no term dates any more.")
        return redirect("calendar:year", year)
    context = {"year": year, "title": f"Delete the term dates of {year}?"}
    return render(request, "calendar/delete_year.html", context)


@require_safe
def school_list(request, year):
    """The schools with terms or closures of their own in a year."""
    require(request.user, "calendar.see_dates")
    year_or_404(year)
    with_dates = [
        rows.in_year(year).filter(school__isnull=False).order_by().values("school")
        for rows in (Term.objects, Closure.objects)
    ]
    order = sort(
        request,
        [("name", "School", "name"), ("", "Terms of its own", ""), ("", "Closures", "")],
        default="name",
    )
    seen = schools_seen_by(request.user)
    rows = seen.filter(pk__in=with_dates[0]) | seen.filter(pk__in=with_dates[1])
    page = paginate(request, rows.order_by(*order.order_by), per_page=50)
    _count_dates(page.rows, year)
    context = {"year": year, "page": page, "columns": order.columns}
    return render(request, "calendar/school_list.html", context)


def _count_dates(schools, year):
    """Give each school its ``own_terms`` (names) and ``own_closures`` (a number) of the year."""
    keys = [school.pk for school in schools]
    terms_of, closures_of = {}, {}
    for term in Term.objects.in_year(year).filter(school__in=keys):
        terms_of.setdefault(term.school_id, []).append(term.get_season_display())
    for closure in Closure.objects.in_year(year).filter(school__in=keys):
        closures_of[closure.school_id] = closures_of.get(closure.school_id, 0) + 1
    for school in schools:
        school.own_terms = ", ".join(terms_of.get(school.pk, []))
        school.own_closures = closures_of.get(school.pk, 0)
