"""The office pauses a place, and lets it go on. Families ask for it by a request."""

from django.contrib import messages
from django.shortcuts import redirect, render

from hub.forms import typed
from hub.permissions import require
from hub.places.refusals import PlaceRefused
from tuition.after import suspending
from tuition.after.forms import PauseForm
from tuition.after.notice_views import FORM, heading, seen
from tuition.after.refusals import NotDone


@FORM
def pause(request, pk):
    """From when to when."""
    row = seen(request, pk)
    require(request.user, "tuition.offer_place", row)
    start = {"first": row.suspended_from, "last": row.suspended_until}
    form = PauseForm(typed(request), initial=start)
    if form.is_valid():
        try:
            suspending.pause(enrolment=row, by=request.user, **form.cleaned_data)
        except (NotDone, PlaceRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The place pauses, and the carers are told by e-mail.")
            return redirect(row)
    status = 422 if form.is_bound else 200
    context = heading(request, row) | {"form": form}
    return render(request, "tuition/after/pause.html", context, status=status)


@FORM
def go_on(request, pk):
    """End a pause now."""
    row = seen(request, pk)
    require(request.user, "tuition.offer_place", row)
    if request.method == "POST":
        suspending.go_on(enrolment=row, by=request.user)
        messages.success(request, "The pause is over. The carers are told by e-mail.")
        return redirect(row)
    return render(request, "tuition/after/go_on.html", heading(request, row))
