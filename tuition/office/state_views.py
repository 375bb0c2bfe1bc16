"""The office refuses, puts on the waiting list, moves and ends."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hub.forms import typed
from hub.permissions import require
from hub.places import verbs
from tuition.after.notice_views import FORM, heading, seen
from tuition.office.forms import EndForm, ReasonForm
from tuition.office.moving import MOST_SHOWN, MoveFilters, MoveForm, equals_of


@FORM
def refuse(request, pk):
    """Say no to an application or a turn, or take an offer back, with a reason."""
    row = _row(request, pk)
    if not (row.is_asking or row.is_offered):
        return _no_more(request, row)
    return _done(
        request,
        row,
        ReasonForm(typed(request)),
        lambda asked: verbs.refuse(place=row, by=request.user, **asked),
        {
            "what": "Take the offer back" if row.is_offered else "Refuse this application",
            "means": "The carers are written to with your reason."
            + (" The place goes to the next in turn." if row.is_offered else ""),
            "said": "It is refused, and the carers are written to.",
        },
    )


@require_POST
def put_on_list(request, pk):
    """No place can be arranged for now: an application becomes a turn on the waiting list."""
    row = _row(request, pk)
    try:
        verbs.put_on_list(place=row, by=request.user)
    except verbs.PlaceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It stands on the waiting list, by its date of application.")
    return redirect(row)


@FORM
def move(request, pk):
    """To another provision of the same instrument; the date of application goes along."""
    row = _row(request, pk)
    if not row.is_live or row.state == "held":
        return _no_more(request, row)
    filters = MoveFilters(request.GET)
    form = MoveForm(typed(request), rows=filters.narrow(equals_of(row)))
    return _done(
        request,
        row,
        form,
        lambda asked: verbs.move(place=row, thing=asked["provision"], by=request.user),
        {
            "what": "Move to another lesson or group",
            "means": "The date of application goes along. Who has a place gets one there; who "
            "waits, waits there. The place here goes to the next in turn, and the carers are "
            "written to.",
            "said": "Moved. This is the new place.",
            "filters": filters,
            "most": MOST_SHOWN,
        },
        template="tuition/office/move.html",
    )


@FORM
def end(request, pk):
    """End a place now, with a reason: without notice."""
    row = _row(request, pk)
    if not row.is_taught:
        return _no_more(request, row)
    return _done(
        request,
        row,
        EndForm(typed(request), initial={"last_day": timezone.localdate()}),
        lambda asked: verbs.end(place=row, by=request.user, **asked),
        {
            "what": "End this place now",
            "means": "This is without notice, for a learner who has moved away, say. The place "
            "goes to the next in turn at once, and cannot be given back to this learner.",
            "said": "The place has ended.",
        },
    )


def _row(request, pk):
    row = seen(request, pk)
    require(request.user, "tuition.offer_place", row)
    return row


def _no_more(request, row):
    messages.info(request, f"This cannot be done any more: {row.state_in_words.lower()}.")
    return redirect(row)


def _done(request, row, form, act, words, *, template="tuition/office/step.html"):
    if form.is_valid():
        try:
            place = act(form.cleaned_data)
        except verbs.PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words["said"])
            return redirect(place)
    context = heading(request, row) | {"form": form, **words}
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)
