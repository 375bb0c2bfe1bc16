"""The questions of a draft: adding, changing, answers to choose, conditions, moving, removing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hub.forms import typed
from hub.permissions import require
from hub.surveys import editing
from hub.surveys.choices import WITH_OPTIONS
from hub.surveys.draft_views import EDIT, leave, section_of, version_url
from hub.surveys.drafting import EditingRefused
from hub.surveys.editing_forms import ConditionForm, QuestionForm
from hub.surveys.models import Question
from hub.surveys.options_form import options_form

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def new(request, pk):
    """Add a question to a section of a draft."""
    section = section_of(request, pk)
    version = section.version
    if not version.is_draft:
        return leave(request, version)
    form = QuestionForm(typed(request), version=version, section=section)
    if form.is_valid():
        values = form.values
        try:
            question = editing.add_question(
                section=form.chosen_section,
                values=values | {"key": editing.free_key(version, values["wording"])},
                by=request.user,
            )
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(request, question, "The question stands at the end of its section.")
    return _page(request, form, version, f"Add a question to “{section}”", "Add the question")


@_FORM
def change(request, pk):
    """Ask a question otherwise."""
    question = _own(request, pk)
    if not question.version.is_draft:
        return leave(request, question.version)
    form = QuestionForm(typed(request), version=question.version, question=question)
    if form.is_valid():
        try:
            question = editing.change_question(
                question=question,
                values=form.values,
                section=form.chosen_section,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
            )
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(request, question, "The question is saved.")
    return _page(request, form, question.version, "Change a question", "Save it", question)


@_FORM
def options(request, pk):
    """What can be chosen for an answer."""
    question = _own(request, pk)
    if not question.version.is_draft:
        return leave(request, question.version)
    if question.kind not in WITH_OPTIONS:
        messages.info(request, "This question has no answers to choose from.")
        return redirect(_place(question))
    form = options_form(question, typed(request))
    if form.is_valid():
        try:
            editing.set_options(
                question=question,
                options=form.options,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
            )
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The answers are saved.")
            if "more" in request.POST:
                return redirect("surveys:options", question.pk)
            return redirect(_place(question))
    context = {"form": form, "question": question, "version": question.version}
    return render(request, "surveys/options.html", context, status=422 if form.is_bound else 200)


@_FORM
def condition(request, pk):
    """On which answers to an earlier question it depends whether this one is asked."""
    question = _own(request, pk)
    if not question.version.is_draft:
        return leave(request, question.version)
    form = ConditionForm(typed(request), question=question)
    if form.is_valid():
        parent, values = form.condition
        try:
            editing.set_condition(
                question=question,
                parent=parent,
                values=values,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
            )
        except EditingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect(_place(question))
    context = {"form": form, "question": question, "version": question.version}
    return render(request, "surveys/condition.html", context, status=422 if form.is_bound else 200)


@require_POST
def move(request, pk):
    """One place up, or with ``down`` one down."""
    question = _own(request, pk)
    try:
        editing.move_question(question=question, up="down" not in request.POST, by=request.user)
    except EditingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(_place(question))


@_FORM
def remove(request, pk):
    """Take a question out of a draft, after a page that says so."""
    question = _own(request, pk)
    if not question.version.is_draft:
        return leave(request, question.version)
    if request.method == "POST":
        try:
            editing.remove_question(question=question, by=request.user)
        except EditingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The question is out of the draft.")
        return redirect("surveys:version", question.version_id)
    return render(request, "surveys/question_remove.html", {"question": question})


def _own(request, pk):
    rows = Question.objects.visible_to(request.user).select_related(
        "version__questionnaire", "section", "shown_if_question"
    )
    row = get_object_or_404(rows, pk=pk)
    require(request.user, EDIT, row.version)
    return row


def _place(question):
    return f"{version_url(question.version)}#question-{question.pk}"


def _after(request, question, words):
    """On to the answers to choose from, where a question needs some and has none yet."""
    if question.kind in WITH_OPTIONS and not question.options:
        messages.success(request, f"{words} Now say what can be chosen.")
        return redirect("surveys:options", question.pk)
    messages.success(request, words)
    return redirect(_place(question))


def _page(request, form, version, title, button, question=None):
    context = {
        "form": form,
        "title": title,
        "button": button,
        "version": version,
        "question": question,
        "has_options": question is not None and question.kind in WITH_OPTIONS,
    }
    return render(request, "surveys/question.html", context, status=422 if form.is_bound else 200)
