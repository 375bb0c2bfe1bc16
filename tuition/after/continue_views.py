"""A carer answers "continue next year?" for all children on one page: two taps when all is well."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render

from hub.forms import typed
from hub.permissions import require
from tuition.after import continuing, words
from tuition.after.continue_forms import AnswersForm
from tuition.after.notice_views import FORM
from tuition.after.refusals import NotDone
from tuition.choices import ContinueAnswer
from tuition.models import Continuation, Enrolment

#: No family has as many lessons; a page of forms still ends.
_MOST = 50


def to_answer(user):
    """The rows of open rounds that this carer may answer."""
    rows = Continuation.objects.allowing("tuition.answer_continuation", user)
    return rows.filter(round__closed_at=None, round__asked_at__isnull=False)


@FORM
def answer(request):
    """All of a family's lessons, and one button that says yes to all that have no answer yet."""
    require(request.user, "tuition.answer_continuation")
    rows = _with_places(request.user, to_answer(request.user).select_related("round")[:_MOST])
    says_yes = "all" in request.POST
    form = AnswersForm(None if says_yes else typed(request), rows=rows)
    if rows and (says_yes or form.is_valid()):
        yes = [(row, ContinueAnswer.YES, "") for row in rows if not row.answer]
        said = yes if says_yes else form.answers()
        try:
            _save(said, request.user)
        except NotDone as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _said(len(said)))
        return redirect("tuition:continue")
    context = {
        "form": form,
        "lines": [
            (row, words.title_of(row.enrolment.provision, is_open=row.place_is_open), *fields)
            for row, *fields in form.pairs()
        ],
        "open": sum(not row.answer for row in rows),
        "round": rows[0].round if rows else None,
    }
    status = 422 if form.is_bound or says_yes else 200
    return render(request, "tuition/after/continue.html", context, status=status)


@transaction.atomic
def _save(said, by):
    for row, answer_, words_ in said:
        continuing.answer(continuation=row, answer=answer_, words=words_, by=by)


def _with_places(user, rows):
    """The same, each with its enrolment and ``place_is_open``: may its name be said?"""
    rows = list(rows)
    places = Enrolment.objects.filter(pk__in=[row.enrolment_id for row in rows]).with_all()
    places = places.with_right("tuition.see_whereabouts", user, as_="is_open")
    found = {each.pk: each for each in places}
    for row in rows:
        row.enrolment = found[row.enrolment_id]
        row.place_is_open = row.enrolment.is_open
    return sorted(rows, key=lambda row: (row.enrolment.pupil.first_name, row.pk))


def _said(number):
    if not number:
        return "Nothing was chosen. You can answer until the question is closed."
    return "Thank you. We have your answers; you can change them until the question is closed."
