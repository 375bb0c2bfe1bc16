"""A family asks for a change and takes it back; the office lists and answers."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, keyset
from hub.permissions import require
from hub.places.refusals import PlaceRefused
from tuition.after import requests, words
from tuition.after.notice_views import FORM, heading, seen
from tuition.after.refusals import NotDone
from tuition.after.request_forms import AnswerForm, AskForm, RequestFilters
from tuition.choices import RequestState
from tuition.models import ChangeRequest

_COLUMNS = [Column(text) for text in ("Learner", "Asks for", "Place", "Asked", "State")]
_KINDS = {
    RequestState.OPEN: "warn",
    RequestState.AGREED: "ok",
    RequestState.DECLINED: "info",
    RequestState.WITHDRAWN: "",
}


@FORM
def ask(request, pk):
    """What the family would have otherwise."""
    row = seen(request, pk)
    require(request.user, "tuition.answer_offer", row)
    form = AskForm(typed(request))
    if form.is_valid():
        try:
            requests.ask(enrolment=row, by=request.user, **form.cleaned_data)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "We have your request. You get an e-mail when we have answered."
            )
            return redirect(row)
    status = 422 if form.is_bound else 200
    context = heading(request, row) | {"form": form}
    return render(request, "tuition/after/ask.html", context, status=status)


@require_POST
def withdraw(request, pk):
    """The family takes it back."""
    rows = ChangeRequest.objects.visible_to(request.user).select_related("enrolment")
    row = get_object_or_404(rows, pk=pk)
    require(request.user, "tuition.answer_offer", row.enrolment)
    try:
        requests.withdraw(request=row, by=request.user)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your request is taken back. Everything stays as it is.")
    return redirect(row.enrolment)


@require_safe
def request_list(request):
    """What families ask for, the longest open on top."""
    require(request.user, "tuition.see_waiting_list")
    filters = RequestFilters(request.GET or QueryDict(f"state={RequestState.OPEN}"))
    visible = ChangeRequest.objects.visible_to(request.user)
    rows = filters.narrow(visible).select_related(
        "enrolment__pupil",
        "enrolment__provision__instrument",
        "enrolment__provision__venue",
    )
    page = keyset(request, rows, ("created_at", "pk"), among=visible)
    context = {
        "filters": filters,
        "page": page,
        "columns": _COLUMNS,
        "rows": [
            (row, words.title_of(row.enrolment.provision), _KINDS[RequestState(row.state)])
            for row in page
        ],
        "clear_url": "?state=",
    }
    return render(request, "tuition/after/requests.html", context)


@FORM
def answer(request, pk):
    """Yes, with what is done; or not possible, with words."""
    rows = ChangeRequest.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("created_by", "answered_by"), pk=pk)
    require(request.user, "tuition.answer_change_request", row)
    enrolment = seen(request, row.enrolment_id)
    if not row.is_open and request.method == "POST":
        messages.info(request, "This request has been answered, or taken back, meanwhile.")
        return redirect("tuition:request", row.pk)
    form = AnswerForm(typed(request), enrolment=enrolment) if row.is_open else None
    if form is not None and form.is_valid():
        try:
            _answer(row, form, request.user)
        except (NotDone, PlaceRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Answered. The carers are told by e-mail.")
            return redirect("tuition:requests")
    status = 422 if form is not None and form.is_bound else 200
    context = heading(request, enrolment) | {"request_row": row, "form": form}
    return render(request, "tuition/after/request.html", context, status=status)


def _answer(row, form, by):
    said = form.cleaned_data["answer"]
    change = form.change
    if change is None:
        return requests.decline(request=row, by=by, answer=said)
    return requests.agree(request=row, by=by, answer=said, change=change)
