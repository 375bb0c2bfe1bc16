"""Questionnaires as the hub's staff look at them: the list, one with its versions, a preview."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require
from hub.surveys import checking, drafting
from hub.surveys.choices import VersionState
from hub.surveys.editing_forms import TitleForm
from hub.surveys.forms import section_form
from hub.surveys.models import Filling, Questionnaire, Version
from hub.surveys.outline import outline_of

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_COLUMNS = [
    Column("Questionnaire"),
    Column("Asked now"),
    Column("Draft"),
    Column("Answered this year", number=True),
]
_VERSION_COLUMNS = [
    Column("Version"),
    Column("State"),
    Column("What was different"),
    Column("Answers", number=True),
]


@require_safe
def survey_list(request):
    """Every questionnaire with what is asked of it now and whether somebody edits it."""
    require(request.user, "surveys.see_questionnaire")
    this_year = Q(
        versions__fillings__year=AcademicYear.current(), versions__fillings__state="submitted"
    )
    rows = Questionnaire.objects.visible_to(request.user)
    rows = rows.annotate(answered=Count("versions__fillings", filter=this_year))
    page = paginate(request, rows.order_by("title", "pk"))
    versions = Version.objects.filter(questionnaire__in=[each.pk for each in page.rows])
    by_state = {
        (each.questionnaire_id, each.state): each
        for each in versions.exclude(state=VersionState.RETIRED)
    }
    lines = [
        (
            each,
            by_state.get((each.pk, VersionState.PUBLISHED)),
            by_state.get((each.pk, VersionState.DRAFT)),
        )
        for each in page.rows
    ]
    context = {"columns": _COLUMNS, "page": page, "lines": lines}
    return render(request, "surveys/list.html", context)


@require_safe
def survey(request, pk):
    """One questionnaire: what it is for, and all its versions."""
    questionnaire = _own(request, pk)
    rows = Version.objects.visible_to(request.user).filter(questionnaire=questionnaire)
    rows = rows.select_related("published_by").annotate(answers=Count("fillings"))
    context = {
        "survey": questionnaire,
        "columns": _VERSION_COLUMNS,
        "page": paginate(request, rows.order_by("-number")),
        "draft": rows.drafts().first(),
        "asked": rows.published().first(),
    }
    return render(request, "surveys/survey.html", context)


@_FORM
def title(request, pk):
    """Call a questionnaire otherwise, and say what it is for."""
    questionnaire = _own(request, pk, "surveys.edit_questionnaire")
    initial = {"title": questionnaire.title, "purpose": questionnaire.purpose}
    form = TitleForm(typed(request), initial=initial)
    if form.is_valid():
        drafting.change_title(questionnaire=questionnaire, by=request.user, **form.cleaned_data)
        messages.success(request, f"Saved. It is called “{form.cleaned_data['title']}” now.")
        return redirect("surveys:survey", questionnaire.pk)
    context = {
        "form": form,
        "title": f"Change the title of “{questionnaire.title}”",
        "back_url": reverse("surveys:survey", args=[questionnaire.pk]),
        "back": questionnaire.title,
        "button": "Save it",
    }
    return render(request, "surveys/edit.html", context, status=422 if form.is_bound else 200)


@require_safe
def version(request, pk):
    """A version with its sections and questions; of a draft also what is still to be mended."""
    row = version_of(request, pk)
    context = {
        "version": row,
        "survey": row.questionnaire,
        "outline": outline_of(row),
        "problems": checking.problems(row) if row.is_draft else [],
    }
    return render(request, "surveys/version.html", context)


@_FORM
def preview(request, pk, key):
    """A section as it will be asked. What is tried out is checked, and kept nowhere."""
    row = version_of(request, pk)
    sections = list(row.sections.all())
    section = get_object_or_404(row.sections, key=key)
    at = [each.key for each in sections].index(key)
    following = sections[at + 1] if at + 1 < len(sections) else None
    filling = Filling(version=row, year=AcademicYear.current())
    form = section_form(filling, section, typed(request), must_answer=True, shows_all=True)
    if form.is_valid():
        messages.success(request, "These answers would be taken. Nothing was saved.")
        if following is None:
            return redirect("surveys:version", row.pk)
        return redirect("surveys:preview", row.pk, following.key)
    context = {
        "version": row,
        "survey": row.questionnaire,
        "section": section,
        "sections": sections,
        "following": following,
        "form": form,
    }
    return render(request, "surveys/preview.html", context, status=422 if form.is_bound else 200)


def version_of(request, pk, right=None):
    """A version that this user may look at; with ``right``, one on which they hold it."""
    rows = Version.objects.visible_to(request.user).select_related("questionnaire")
    row = get_object_or_404(rows, pk=pk)
    if right:
        require(request.user, right, row)
    return row


def _own(request, pk, right=None):
    row = get_object_or_404(Questionnaire.objects.visible_to(request.user), pk=pk)
    if right:
        require(request.user, right, row)
    return row
