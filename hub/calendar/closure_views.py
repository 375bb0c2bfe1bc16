"""Entering, changing and removing closures, of the hub and of schools."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hub.calendar import closures
from hub.calendar.choices import HUB_KINDS, SCHOOL_KINDS
from hub.calendar.forms import ClosureForm
from hub.calendar.models import Closure
from hub.calendar.places import schools_seen_by
from hub.calendar.school_calendar import SchoolCalendar, calendar_of
from hub.calendar.term_rules import written
from hub.calendar.views import year_or_404
from hub.forms import typed
from hub.home.here import show_school
from hub.permissions import require


def add(request, year):
    """A closure of the hub."""
    require(request.user, "calendar.set_dates")
    year_or_404(year)
    return _add(request, year, school=None)


def add_at_school(request, pk, year):
    """A closure of one school."""
    school = get_object_or_404(schools_seen_by(request.user), pk=pk)
    show_school(request, school)
    require(request.user, "calendar.set_school_dates", school)
    year_or_404(year)
    return _add(request, year, school=school)


def _add(request, year, *, school):
    form = ClosureForm(
        typed(request), year=year, kinds=_kinds(school), calendar=calendar_of(school)
    )
    if form.is_valid():
        try:
            closure = closures.add(school=school, by=request.user, **_values(form))
        except closures.ClosureRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{closure.title} on {_when(closure)} is in the calendar.")
            return redirect(_back_to(school, year))
    return _form(request, form, school=school, year=year)


def change(request, pk):
    """Change a closure."""
    closure = _entered(request, pk)
    year = closure.year
    form = ClosureForm(
        typed(request),
        year=year,
        kinds=_kinds(closure.school),
        calendar=_without(closure),
        initial={
            name: getattr(closure, name) for name in ("kind", "words", "starts_on", "ends_on")
        },
    )
    if form.is_valid():
        try:
            closure = closures.change(closure=closure, by=request.user, **_values(form))
        except closures.ClosureRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{closure.title} is saved: {_when(closure)}.")
            return redirect(_back_to(closure.school, year))
    return _form(request, form, school=closure.school, year=year, closure=closure)


def remove(request, pk):
    """Ask, then take a closure off the calendar."""
    closure = _entered(request, pk)
    page = _back_to(closure.school, closure.year)
    if request.method == "POST":
        closures.remove(closure=closure, by=request.user)
        messages.success(request, f"{closure.title} on {_when(closure)} is off the calendar.")
        return redirect(page)
    context = {
        "closure": closure,
        "title": f"Remove {closure.title}?",
        "when": _when(closure),
        "back": page,
    }
    return render(request, "calendar/closure_remove.html", context)


def _entered(request, pk):
    """The closure, which this person may change; bank holidays nobody may."""
    visible = Closure.objects.visible_to(request.user).select_related("school")
    closure = get_object_or_404(visible, pk=pk)
    if closure.school is None:
        require(request.user, "calendar.set_dates", closure)
    else:
        require(request.user, "calendar.set_school_dates", closure.school)
    if not closure.is_entered:
        raise Http404("Bank holidays come with the portal")
    return closure


def _form(request, form, *, school, year, closure=None):
    context = {
        "form": form,
        "school": school,
        "year": year,
        "closure": closure,
        "back": _back_to(school, year),
    }
    status = 422 if form.is_bound else 200
    return render(request, "calendar/closure.html", context, status=status)


def _kinds(school):
    return HUB_KINDS if school is None else SCHOOL_KINDS


def _values(form):
    return {name: form.cleaned_data[name] for name in ("kind", "starts_on", "ends_on", "words")}


def _without(closure):
    """The calendar as it would be without this closure."""
    calendar = calendar_of(closure.school)
    others = [each for each in calendar.closures if each.pk != closure.pk]
    return SchoolCalendar.of(calendar.terms, others)


def _when(closure):
    if closure.starts_on == closure.ends_on:
        return written(closure.starts_on)
    return f"{written(closure.starts_on)} to {written(closure.ends_on)}"


def _back_to(school, year):
    if school is None:
        return reverse("calendar:year", args=[year])
    return reverse("calendar:school", args=[school.pk, year])
