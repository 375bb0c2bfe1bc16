"""One place of one's own: taking it back before it begins, and its dates for a calendar."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.permissions import may, require
from hub.places.choices import PlaceState
from hub.places.refusals import PlaceRefused
from tuition.after.words import title_of, when_of
from tuition.booking.calendar_file import file_of
from tuition.booking.offer_forms import WithdrawForm
from tuition.booking.offer_views import own
from tuition.booking.taking_back import take_back, why_not_back


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take back an application, a turn or a place not begun, after a page that says so."""
    row = own(request, pk)
    require(request.user, "tuition.answer_offer", row)
    words = why_not_back(row)
    form = None if words else WithdrawForm(typed(request))
    if form is not None and form.is_valid():
        try:
            take_back(place=row, by=request.user, reason=form.cleaned_data["reason"])
        except PlaceRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"It is taken back. Reference {row.reference}.")
        return redirect("tuition:enrolments")
    context = {
        "row": row,
        "form": form,
        "title": title_of(row.provision, is_open=may(request.user, "tuition.see_whereabouts", row)),
        "when": when_of(row),
        "why_not": words,
        "is_place": row.state == PlaceState.CONFIRMED,
        "is_taught": row.is_taught,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "tuition/booking/withdraw.html", context, status=status)


@require_safe
def calendar(request, pk):
    """The lessons of a place with a day and time, for a calendar. No names in it."""
    row = own(request, pk)
    return file_of(row, shows_place=may(request.user, "tuition.see_whereabouts", row))
