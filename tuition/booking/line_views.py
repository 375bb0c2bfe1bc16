"""The page on which a carer says for whom something in the basket is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.permissions import require
from hub.places.refusals import PlaceRefused
from tuition.booking import choosing
from tuition.booking.line_forms import ME, LineForm
from tuition.booking.rules import learners
from tuition.booking.words import when_of
from tuition.models import BasketLine


@require_http_methods(["GET", "HEAD", "POST"])
def line(request, pk):
    """For whom, wishes, who pays; several children at once make a line each."""
    require(request.user, "people.book_for")
    visible = BasketLine.objects.visible_to(request.user).with_all().select_related("basket")
    row = get_object_or_404(visible.filter(basket__done_at=None), pk=pk)
    own = list(learners(request.user, row.provision))
    payers = choosing.payers_for(request.user, own)
    form = LineForm(
        typed(request),
        provision=row.provision,
        learners=own,
        payers=payers,
        initial=_start(row, own),
    )
    if form.is_valid():
        try:
            made = choosing.choose(line=row, by=request.user, **form.chosen())
        except PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell_of_lost(request, made)
            return redirect("tuition:check")
    status = 422 if form.is_bound else 200
    context = {"form": form, "line": row, "when": when_of(row.provision), **_ways(row)}
    return render(request, "tuition/booking/line_page.html", context, status=status)


def _ways(row):
    """Where a learner is added; both lead back here."""
    back = urlencode({"next": reverse("tuition:line", args=[row.pk])})
    return {
        "child_url": f"{reverse('family:child_add')}?{back}",
        "adult_url": f"{reverse('family:adult_add')}?{back}",
    }


def _start(row, own):
    chosen = [str(row.pupil_id)] if row.pupil_id else []
    if not chosen and len(own) == 1:
        chosen = [str(own[0].pk)]
    return {
        "pupils": chosen,
        "wishes": row.wishes,
        "needs_adapted": row.needs_adapted,
        "payer": str(row.payer_carer_id or ME),
    }


def _tell_of_lost(request, made):
    """Somebody got no place: the last one went to the child before."""
    for each in made:
        if each.provision.is_fixed and not each.place_id:
            messages.info(
                request,
                f"There is no place left for {each.pupil.called} in {each.provision}. You can "
                "join the waiting list, or take it out of your basket.",
            )
