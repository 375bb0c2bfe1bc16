"""A school asks for a visit; officers see who asks, and answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.home.here import show_school
from hub.lists import Column, keyset
from hub.permissions import require
from schools.models import School
from visits.arranging import requests
from visits.arranging.refusals import VisitRefused
from visits.arranging.request_forms import AnswerRequestForm, AskForm
from visits.arranging.visit_views import FORM
from visits.models import VisitRequest, VisitType
from visits.types import CYCLE

_COLUMNS = [Column("School"), Column("What it is about"), Column("Asked"), Column("State")]


@FORM
def ask(request, pk):
    """The school says what a visit should be about."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "visits.ask_for_visit", school)
    show_school(request, school)
    seen = VisitRequest.objects.visible_to(request.user).filter(school=school)
    waiting = seen.filter(answered_at=None).first()
    form = AskForm(typed(request))
    if form.is_valid():
        try:
            requests.ask(school=school, by=request.user, **form.cleaned_data)
        except VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "The hub has your request. You get an e-mail when it has answered."
            )
            return redirect("visits:school", school.pk)
    status = 422 if form.is_bound else 200
    context = {"school": school, "form": form, "waiting": waiting}
    return render(request, "visits/ask.html", context, status=status)


@require_safe
def request_list(request):
    """The requests of schools, those that wait on top."""
    require(request.user, "visits.plan_visits")
    visible = VisitRequest.objects.visible_to(request.user)
    rows = visible.select_related("school", "visit", "answered_by")
    waiting = rows.filter(answered_at=None).order_by("asked_at")
    over = rows.exclude(answered_at=None)
    context = {
        "waiting": list(waiting[:200]),
        "page": keyset(request, over, ("-asked_at", "-pk"), among=visible),
        "columns": _COLUMNS,
    }
    return render(request, "visits/requests.html", context)


@FORM
def answer(request, pk):
    """With a visit, or with words."""
    rows = VisitRequest.objects.visible_to(request.user).select_related(
        "school__region", "asked_by", "visit"
    )
    row = get_object_or_404(rows, pk=pk)
    require(request.user, "visits.answer_request", row)
    form = None
    if row.answered_at is None:
        start = {"officer": request.user.pk, "type": _usual(), "answer": AnswerRequestForm.VISIT}
        form = AnswerRequestForm(typed(request), initial=start)
    elif request.method == "POST":
        messages.info(request, "A colleague has answered this request meanwhile.")
        return redirect("visits:request", row.pk)
    if form is not None and form.is_valid():
        try:
            where = _answer(row, form.cleaned_data, request.user)
        except VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The school is told by e-mail.")
            return redirect(where)
    status = 422 if form is not None and form.is_bound else 200
    context = {"row": row, "school": row.school, "form": form}
    return render(request, "visits/request.html", context, status=status)


def _answer(row, data, by):
    if data["answer"] == AnswerRequestForm.WORDS:
        requests.answer_with_words(request=row, words=data["words"], by=by)
        return "visits:requests"
    return requests.answer_with_visit(
        request=row, type=data["type"], officer=data["officer"], due_on=data["due_on"], by=by
    )


def _usual():
    return VisitType.objects.filter(key=CYCLE, is_active=True).first()
