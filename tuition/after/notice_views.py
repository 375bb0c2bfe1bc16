"""Giving notice and taking it back: the carer, or the office for somebody who phones."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.money import pounds
from hub.permissions import may, require
from hub.places.choices import PlaceState
from hub.places.refusals import PlaceRefused
from tuition.after import giving_notice, words
from tuition.after.forms import NoticeForm
from tuition.after.refusals import NotDone
from tuition.models import Enrolment

FORM = require_http_methods(["GET", "HEAD", "POST"])


def seen(request, pk):
    """The enrolment of this key, when this person may see it; with what its pages show."""
    rows = Enrolment.objects.visible_to(request.user).of_pupils().with_all()
    return get_object_or_404(rows, pk=pk)


def heading(request, row) -> dict:
    """What stands above each step about one place: who learns, and what."""
    is_open = may(request.user, "tuition.see_whereabouts", row)
    return {
        "row": row,
        "who": row.pupil.full_name,
        "title": words.title_of(row.provision, is_open=is_open),
        "when": words.when_of(row),
    }


@FORM
def give(request, pk):
    """What notice given today means, why they stop, and the button that gives it."""
    row = seen(request, pk)
    require(request.user, "tuition.give_notice", row)
    if row.is_stopping:
        return redirect("tuition:notice_take_back", row.pk)
    if row.state != PlaceState.CONFIRMED:
        messages.info(request, "This place is not taken: there is no notice to give.")
        return redirect(row)
    meant = giving_notice.consequence(row)
    for_family = _for_family(request, row)
    form = NoticeForm(typed(request), for_family=for_family)
    if form.is_valid():
        try:
            given = giving_notice.give(
                enrolment=row,
                by=request.user,
                expected=form.cleaned_data["last_day"],
                reason=form.cleaned_data["reason"],
            )
        except (NotDone, PlaceRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(given, for_family=for_family))
            return redirect(row)
    context = heading(request, row) | {
        "for_family": for_family,
        "form": form,
        "meant": meant,
        "to_pay": pounds(meant.to_pay) if meant.to_pay is not None else "",
        # Always today's: what was typed on another day must be looked at again.
        "last_day": meant.last_day.isoformat(),
        "button": "Give this place back"
        if meant.is_at_once
        else f"Stop on {meant.last_day:%-d %B %Y}",
    }
    status = 422 if form.is_bound else 200
    return render(request, "tuition/after/notice.html", context, status=status)


@FORM
def take_back(request, pk):
    """The lessons go on after all."""
    row = seen(request, pk)
    require(request.user, "tuition.give_notice", row)
    whose = "The" if _for_family(request, row) else "Your"
    if request.method == "POST":
        try:
            giving_notice.take_back(enrolment=row, by=request.user)
        except PlaceRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{whose} notice is taken back. The lessons go on.")
        return redirect(row)
    context = heading(request, row) | {"act": f"Take {whose.lower()} notice back"}
    return render(request, "tuition/after/take_back.html", context)


def _for_family(request, row):
    """Does the office do it, for somebody who phones?"""
    return not may(request.user, "tuition.answer_offer", row)


def _said(given, *, for_family):
    if given.state == PlaceState.WITHDRAWN:
        return "The place is given back. It had not begun, so nothing follows from it."
    if for_family:
        return (
            f"Notice is given. The last day is {given.last_day:%-d %B %Y}; until then it can be "
            "taken back. The carers are told by e-mail."
        )
    return (
        f"We have your notice. The last day is {given.last_day:%-d %B %Y}; until then you can "
        "take it back."
    )
