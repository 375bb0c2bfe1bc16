"""Telling us of an absence: the lesson, and one button that says why."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hub.forms import typed
from hub.permissions import require
from tuition.after import absences
from tuition.after.forms import AbsenceForm
from tuition.after.notice_views import FORM, heading, seen
from tuition.after.refusals import NotDone
from tuition.choices import AbsenceReason
from tuition.models import Absence


@FORM
def tell(request, pk):
    """The next lesson is ticked already, so that a button is all that is left to press."""
    row = seen(request, pk)
    require(request.user, "tuition.report_absence", row)
    told = set(row.absences.filter(withdrawn_at=None).values_list("day", flat=True))
    days = absences.days_to_tell(row)
    form = AbsenceForm(typed(request), days=days, told=told)
    if form.is_valid():
        try:
            made = absences.tell(enrolment=row, by=request.user, **form.cleaned_data)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(made))
            return redirect(row)
    context = heading(request, row) | {
        "form": form,
        "reasons": AbsenceReason.choices,
        "has_days": any(day not in told for day in days),
    }
    status = 422 if form.is_bound else 200
    return render(request, "tuition/after/absence.html", context, status=status)


@require_POST
def take_back(request, pk):
    """They come after all."""
    rows = Absence.objects.visible_to(request.user).select_related("enrolment")
    absence = get_object_or_404(rows, pk=pk)
    require(request.user, "tuition.report_absence", absence.enrolment)
    try:
        absences.take_back(absence=absence, by=request.user)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Thank you. The absence is taken back: the tutor expects them.")
    return redirect(absence.enrolment)


def _said(made):
    if not made:
        return "We knew of this already. Thank you."
    days = " and ".join(f"{each.day:%-d %B}" for each in made)
    return f"Thank you for telling us: away on {days}. The tutor is told."
