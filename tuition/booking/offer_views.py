"""Offers: what is offered, yes after a check page, no with a reason, or another one, please."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.permissions import require
from hub.places import verbs
from hub.places.choices import PlaceState
from tuition import lesson_terms
from tuition.booking.offer_forms import DeclineForm
from tuition.booking.offer_page import may_try_again, offer_part, why_no_answer
from tuition.models import Enrolment


@require_safe
def offer(request, pk):
    """What is offered, and until when to answer; once that is over, what can be done instead."""
    row = own(request, pk)
    terms = lesson_terms.standing()
    return _page(request, row, "tuition/booking/offer.html", terms=terms)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, pk):
    """Yes, after a page that says what follows. Twice, or in two tabs, is once."""
    row = own(request, pk)
    require(request.user, "tuition.answer_offer", row)
    if request.method == "POST":
        try:
            row = _accepted(request, row)
        except verbs.PlaceRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"The place is yours. Reference {row.reference}.")
        return redirect("tuition:offer", row.pk)
    if why_no_answer(row):
        return redirect("tuition:offer", row.pk)
    terms = lesson_terms.standing()
    shown = [("terms_shown", terms.version)]
    return _page(request, row, "tuition/booking/accept.html", terms=terms, shown=shown)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, pk):
    """No, or another one, with the reason."""
    row = own(request, pk)
    require(request.user, "tuition.answer_offer", row)
    if why_no_answer(row):
        return redirect("tuition:offer", row.pk)
    form = DeclineForm(typed(request))
    if form.is_valid():
        try:
            _say_no(row, form.cleaned_data, request.user)
        except verbs.PlaceRefused as refusal:
            messages.warning(request, str(refusal))
        return redirect("tuition:offer", row.pk)
    status = 422 if form.is_bound else 200
    return _page(request, row, "tuition/booking/decline.html", status=status, form=form)


def own(request, pk):
    """An enrolment of a learner for whom the user cares; anybody else's is not there."""
    cared_for = Enrolment.objects.allowing("tuition.report_absence", request.user).of_pupils()
    return get_object_or_404(cared_for.with_all(), pk=pk)


def _accepted(request, row):
    shown = request.POST.get("terms_shown", "")
    shown = int(shown) if shown.isdecimal() else None
    return lesson_terms.accept_offer(place=row, shown=shown, by=request.user)


def _say_no(row, data, by):
    if data["answer"] == DeclineForm.ANOTHER:
        verbs.ask_for_another(place=row, by=by, reason=data["reason"])
    else:
        verbs.decline(place=row, by=by, reason=data["reason"])


def _page(request, row, template, *, status=200, **more):
    context = {
        "offer": offer_part(request.user, row),
        "is_taken": row.state in (PlaceState.CONFIRMED, PlaceState.STOPPING),
        "is_asked": row.is_asking,
        "may_try_again": may_try_again(row),
        **more,
    }
    return render(request, template, context, status=status)
