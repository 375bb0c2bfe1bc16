"""The office writes up a family, and puts a pupil's record right: with the family's own forms."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hub.forms import typed
from hub.people import children, consents, moving_school, writing_up
from hub.people.choices import ConsentKind
from hub.people.family.care_forms import MoveForm
from hub.people.family.forms import AdultForm, ChildForm
from hub.people.office.carer_views import family_carer
from hub.people.office.family_form import ChildOfCarerForm, FamilyForm
from hub.people.office.pupil_views import family_pupil
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def add_family(request):
    """A carer without an account, and their child."""
    require(request.user, "people.add_family")
    return _add(request, FamilyForm(typed(request)), carer=None)


@_FORM
def add_child(request, pk):
    """One more child of a carer who is here already."""
    carer = family_carer(request, pk, in_use=True)
    require(request.user, "people.add_family")
    return _add(request, ChildOfCarerForm(typed(request)), carer=carer)


def _add(request, form, *, carer):
    if form.is_valid():
        try:
            pupil = writing_up.add_family(by=request.user, carer=carer, **form.for_verb())
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{pupil.full_name} and their carer are written up.")
            return redirect(pupil)
    status = 422 if form.is_bound else 200
    return render(request, "families/add.html", {"form": form, "carer": carer}, status=status)


@_FORM
def change_pupil(request, pk):
    """Names, birthday and year of a pupil."""
    pupil = family_pupil(request, pk, in_use=True)
    require(request.user, "people.change_pupil", pupil)
    now = {name: getattr(pupil, name) for name in children.OF_PUPIL}
    kind = AdultForm if pupil.is_adult else ChildForm
    form = kind(typed(request), initial=now | {"out_by": str(pupil.out_by)})
    if not pupil.is_adult:
        form.know(pupil)
    if form.is_valid():
        try:
            children.change(pupil=pupil, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The record is saved.")
            return redirect(pupil)
    context = {"form": form, "pupil": pupil}
    status = 422 if form.is_bound else 200
    return render(request, "families/pupil_change.html", context, status=status)


@_FORM
def move_school(request, pk):
    """The pupil goes to another school, or to none, as the office was told."""
    pupil = family_pupil(request, pk, in_use=True)
    require(request.user, "people.change_pupil", pupil)
    form = MoveForm(typed(request))
    if form.is_valid():
        try:
            moving_school.move(
                pupil=pupil, by=request.user, tells_office=False, **form.cleaned_data
            )
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The new school is saved; where they were stays as history.")
            return redirect(pupil)
    context = {"form": form, "pupil": pupil}
    status = 422 if form.is_bound else 200
    return render(request, "families/pupil_change.html", context, status=status)


@require_POST
def revoke_consent(request, pk, kind):
    """A carer has taken a consent back by telephone or letter. Giving one is theirs alone."""
    pupil = family_pupil(request, pk, in_use=True)
    require(request.user, "people.change_pupil", pupil)
    if kind not in ConsentKind.values:
        raise Http404
    if consents.revoke(pupil=pupil, kind=kind, by=request.user):
        messages.success(request, f"Taken back: {ConsentKind(kind).label.lower()}.")
    return redirect(pupil)
