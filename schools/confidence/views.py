"""The confidence survey as a school's lead and head run it and read its summary."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hub.accounts.qr import qr_path
from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.permissions import require
from hub.policy.values import value
from schools.confidence import running
from schools.confidence.forms import LastDayForm
from schools.confidence.links import link_of
from schools.confidence.running import ConfidenceRefused
from schools.confidence.summary import summary_of
from schools.models import ConfidenceSurvey, School

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def confidence(request, pk):
    """This year's survey of a school: open it, hand out its link, read its summary.

    ``?year=`` shows an earlier one.
    """
    school = _school(request, pk)
    surveys = list(
        ConfidenceSurvey.objects.visible_to(request.user)
        .filter(school=school)
        .select_related("school", "version")
        .order_by("-year")
    )
    current = AcademicYear.current()
    year = _year(request, {each.year for each in surveys} | {current})
    survey = next((each for each in surveys if each.year == year), None)
    can_open = year == current and not (survey and survey.is_open)
    form = LastDayForm(typed(request), year=current) if can_open else None
    if form is not None and form.is_valid():
        try:
            _open(school, survey, form.cleaned_data["ends_on"], request.user)
        except ConfidenceRefused as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, "The survey is open. Give its link to your colleagues.")
            return redirect("schools:confidence", school.pk)
    elif form is None and request.method == "POST":
        messages.info(request, "A colleague has opened the survey meanwhile.")
        return redirect("schools:confidence", school.pk)
    link = f"{settings.SITE_URL}{link_of(survey)}" if survey and survey.is_open else ""
    context = {
        "school": school,
        "year": year,
        "years": _years(school, {each.year for each in surveys} | {current}, year),
        "survey": survey,
        "is_current": year == current,
        "form": form,
        "link": link,
        "qr": qr_path(link) if link else None,
        "summary": summary_of(survey) if survey else None,
        "fewest": value("confidence-from", year),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "confidence/survey.html", context, status=status)


@_FORM
def close(request, pk):
    """Take no more answers, after a page that says so."""
    survey = _survey(request, pk)
    done = "The survey is closed. What was answered stays."
    return _confirmed(request, survey, running.close, "confidence/close.html", done)


@_FORM
def link(request, pk):
    """Make another link, after a page that says that the old one stops."""
    survey = _survey(request, pk)
    done = "There is a new link. The one before has stopped."
    return _confirmed(request, survey, running.renew_link, "confidence/new_link.html", done)


def _confirmed(request, survey, verb, template, done):
    if request.method != "POST":
        return render(request, template, {"survey": survey, "school": survey.school})
    try:
        verb(survey=survey, by=request.user)
    except ConfidenceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("schools:confidence", survey.school_id)


def _open(school, survey, ends_on, by):
    if survey is None:
        running.open_survey(school=school, ends_on=ends_on, by=by)
    else:
        running.reopen(survey=survey, ends_on=ends_on, by=by)


def _school(request, pk):
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.run_confidence", school)
    return school


def _survey(request, pk):
    school = _school(request, pk)
    rows = ConfidenceSurvey.objects.visible_to(request.user).select_related("school")
    return get_object_or_404(rows, school=school, year=AcademicYear.current())


def _year(request, known):
    try:
        year = AcademicYear.parse(request.GET.get("year", ""))
    except ValueError:
        return AcademicYear.current()
    return year if year in known else AcademicYear.current()


def _years(school, years, shown):
    """[(words, address, is it shown)] of the years of which there is something, newest first."""
    base = reverse("schools:confidence", args=[school.pk])
    return [
        (str(year), f"{base}?{urlencode({'year': str(year)})}", year == shown)
        for year in sorted(years, reverse=True)
    ]
