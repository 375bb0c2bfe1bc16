"""Erasing on request, keeping by order, and what retention takes."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import HubForm, typed
from hub.lists import Column, keyset
from hub.people import erasing, retention
from hub.people.models import RetentionRun
from hub.people.office.checking import check_page, is_confirmed
from hub.people.office.pupil_views import family_pupil
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_RUNS = [Column("When"), Column("By"), Column("What went")]
_SAMPLE, _FEW = 20, 20


class ErasureForm(HubForm):
    """Who asked for it."""

    words = forms.CharField(
        label="Who asked for it, and how you know who they are",
        max_length=300,
        help_text="It stands on the trail, which nobody can erase: name nobody. “Both carers, by "
        "letter of 3 May”, for example.",
        widget=forms.Textarea({"rows": 3}),
    )


class HoldForm(HubForm):
    """On what ground a record is kept, or no longer."""

    words = forms.CharField(
        label="On what ground",
        max_length=300,
        help_text="It stands on the trail: name nobody. A claim, or an inquiry, for example.",
        widget=forms.Textarea({"rows": 3}),
    )


@_FORM
def erase(request, pk):
    """Take away who a pupil was: a form, a page that says what goes and stays, and it is done."""
    pupil = family_pupil(request, pk)
    require(request.user, "people.erase", pupil)
    form = ErasureForm(typed(request))
    why_not = erasing.why_not(pupil)
    if form.is_valid() and not why_not:
        if is_confirmed(request):
            return _erase(request, pupil, form)
        return check_page(
            request,
            form,
            title=f"Erase the record of {pupil.full_name}",
            sides=[
                ("What goes, for good", erasing.what_goes(pupil)),
                ("What stays, because the law asks for it", erasing.what_stays()),
            ],
            button="Erase the record for good",
            back_url=pupil.get_absolute_url(),
        )
    context = {"pupil": pupil, "form": form, "why_not": why_not}
    status = 422 if form.is_bound else 200
    return render(request, "families/erase.html", context, status=status)


@_FORM
def hold(request, pk):
    """Keep a record by order, or no longer: the same page takes it back."""
    pupil = family_pupil(request, pk)
    require(request.user, "people.erase", pupil)
    form = HoldForm(typed(request))
    if form.is_valid():
        on = not pupil.is_on_hold
        try:
            erasing.hold(pupil=pupil, on=on, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            messages.error(request, str(refusal))
        else:
            said = "is kept by order" if on else "is no longer kept by order"
            messages.success(request, f"The record {said}.")
        return redirect(pupil)
    status = 422 if form.is_bound else 200
    return render(request, "families/hold.html", {"pupil": pupil, "form": form}, status=status)


@require_safe
def retention_page(request):
    """What would go if retention ran now, and what earlier runs took."""
    require(request.user, "people.run_retention")
    rules = []
    for each in retention.registered():
        due = each.due()
        rows = list(due.order_by("pk")[:_SAMPLE])
        lines = [each.line(row) for row in rows]
        rules.append({"rule": each, "count": due.count(), "lines": lines})
    runs = RetentionRun.objects.visible_to(request.user).select_related("by")
    page = keyset(request, runs, ("-at", "-pk"), per_page=_FEW)
    lines = [(run, _told(run.taken)) for run in page]
    context = {"rules": rules, "page": page, "runs": lines, "columns": _RUNS}
    return render(request, "families/retention.html", context)


@_FORM
def retention_run(request):
    """Run retention now instead of tonight."""
    require(request.user, "people.run_retention")
    if request.method == "POST":
        taken = retention.run(by=request.user)
        said = "; ".join(_told(taken)) or "Nothing was due"
        messages.success(request, f"Retention has run. {said}.")
        return redirect("families:retention")
    counts = [(each.name, each.due().count()) for each in retention.registered()]
    context = {"counts": [(name, number) for name, number in counts if number]}
    return render(request, "families/retention_run.html", context)


def _told(taken) -> list[str]:
    return [f"{what[:1].upper()}{what[1:]}: {number:,}" for what, number in taken.items() if number]


def _erase(request, pupil, form):
    try:
        erasing.erase(pupil=pupil, by=request.user, **form.cleaned_data)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(pupil)
    messages.success(request, f"The record {pupil.reference} is erased.")
    return redirect("families:search")
