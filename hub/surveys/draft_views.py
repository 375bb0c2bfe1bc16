"""Drafts: making one, its sections, publishing it, giving it up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from hub.forms import typed
from hub.permissions import require
from hub.surveys import checking, drafting
from hub.surveys.drafting import EditingRefused
from hub.surveys.editing_forms import PartForm, PublishForm
from hub.surveys.models import Questionnaire, Section, Version
from hub.surveys.views import version_of

_FORM = require_http_methods(["GET", "HEAD", "POST"])
EDIT = "surveys.edit_version"


@require_POST
def make_draft(request, pk):
    """Begin a draft from what is asked now, or go on with the one that there is."""
    row = get_object_or_404(Questionnaire.objects.visible_to(request.user), pk=pk)
    require(request.user, "surveys.edit_questionnaire", row)
    draft = drafting.make_draft(questionnaire=row, by=request.user)
    messages.success(
        request,
        f"Version {draft.number} is a draft. What is asked now stays until you publish it.",
    )
    return redirect("surveys:version", draft.pk)


@_FORM
def publish(request, pk):
    """Check what publishing changes, then do it."""
    version = version_of(request, pk, EDIT)
    if not version.is_draft:
        return leave(request, version)
    form = PublishForm(typed(request))
    problems = checking.problems(version)
    if form.is_valid() and not problems:
        try:
            drafting.publish(version=version, by=request.user, **form.cleaned_data)
        except EditingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                f"Version {version.number} of “{version.questionnaire}” is asked from now on.",
            )
        return redirect("surveys:version", version.pk)
    asked = Version.objects.published().filter(questionnaire=version.questionnaire_id).first()
    differences = checking.differences(asked, version)
    context = {
        "version": version,
        "survey": version.questionnaire,
        "asked": asked,
        "begun": asked.fillings.filter(state="open").count() if asked else 0,
        "problems": problems,
        "losing": [each for each in differences if each.loses],
        "other": [each for each in differences if not each.loses],
        "form": form,
    }
    return render(request, "surveys/publish.html", context, status=422 if form.is_bound else 200)


@_FORM
def discard(request, pk):
    """Give up a draft, after a page that says so."""
    version = version_of(request, pk, EDIT)
    if not version.is_draft:
        return leave(request, version)
    if request.method == "POST":
        survey = version.questionnaire
        try:
            drafting.discard(version=version, by=request.user)
        except EditingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The draft is deleted. What is asked now stays as it is.")
        return redirect("surveys:survey", survey.pk)
    return render(request, "surveys/discard.html", {"version": version})


@_FORM
def section_new(request, pk):
    """Add a section at the end of a draft."""
    version = version_of(request, pk, EDIT)
    if not version.is_draft:
        return leave(request, version)
    form = PartForm(typed(request))
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "intro")}
        try:
            section = drafting.add_section(
                version=version,
                key=_free_key(version, values["title"]),
                by=request.user,
                **values,
            )
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The section “{section}” stands at the end.")
            return redirect(f"{version_url(version)}#section-{section.pk}")
    return _edit(request, form, version, f"Add a section to {version}", "Add the section")


@_FORM
def section(request, pk):
    """Call a section otherwise."""
    row = section_of(request, pk)
    if not row.version.is_draft:
        return leave(request, row.version)
    initial = {"title": row.title, "intro": row.intro, "based_on": checking.mark(row)}
    form = PartForm(typed(request), initial=initial)
    if form.is_valid():
        try:
            drafting.change_section(section=row, by=request.user, **form.cleaned_data)
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The section is saved.")
            return redirect(f"{version_url(row.version)}#section-{row.pk}")
    return _edit(request, form, row.version, f"Change the section “{row}”", "Save it")


@require_POST
def section_move(request, pk):
    """One place up, or with ``down`` one down."""
    row = section_of(request, pk)
    try:
        drafting.move_section(section=row, up="down" not in request.POST, by=request.user)
    except EditingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{version_url(row.version)}#section-{row.pk}")


@_FORM
def section_remove(request, pk):
    """Take a section out with its questions, after a page that says so."""
    row = section_of(request, pk)
    if not row.version.is_draft:
        return leave(request, row.version)
    if request.method == "POST":
        try:
            drafting.remove_section(section=row, by=request.user)
        except EditingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The section “{row}” is out of the draft.")
        return redirect("surveys:version", row.version_id)
    context = {"section": row, "number": row.questions.count()}
    return render(request, "surveys/section_remove.html", context)


def section_of(request, pk):
    """A section of a version that this user may edit."""
    rows = Section.objects.visible_to(request.user).select_related("version__questionnaire")
    row = get_object_or_404(rows, pk=pk)
    require(request.user, EDIT, row.version)
    return row


def version_url(version):
    """Where a version stands."""
    return reverse("surveys:version", args=[version.pk])


def leave(request, version):
    """What is published cannot be edited: back to it, and say how to go on."""
    messages.info(
        request, "A version that was published never changes. Make a draft to change something."
    )
    return redirect("surveys:version", version.pk)


def _edit(request, form, version, title, button):
    context = {
        "form": form,
        "title": title,
        "back_url": version_url(version),
        "back": str(version),
        "button": button,
    }
    return render(request, "surveys/edit.html", context, status=422 if form.is_bound else 200)


def _free_key(version, title):
    taken = set(version.sections.values_list("key", flat=True))
    number, base = 1, slugify(title)[:35].strip("-") or "section"
    key = base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
