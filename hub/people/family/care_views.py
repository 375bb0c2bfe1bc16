"""What carers say of a learner: needs, consents, another school."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.people import consents, moving_school, needs
from hub.people.family.care_forms import ConsentsForm, MoveForm, NeedsForm
from hub.people.family.child_page import history_of
from hub.people.family.child_views import fetch, pupil_page
from hub.people.models import Consent, Needs
from hub.people.refusals import FamilyRefused
from hub.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def tell_needs(request, pk):
    """Needs, health and whom to phone: asked once, for every lesson and group."""
    pupil = fetch(request, pk)
    require(request.user, "people.change_needs", pupil)
    found = Needs.objects.visible_to(request.user).filter(pupil=pupil).first()
    form = NeedsForm(typed(request), instance=found or Needs(pupil=pupil))
    if form.is_valid():
        try:
            needs.answer(pupil=pupil, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error("has_ehcp", str(refusal))
        else:
            messages.success(request, "Thank you. Whoever teaches can look it up before a lesson.")
            first = not Consent.objects.visible_to(request.user).filter(pupil=pupil).exists()
            return redirect("family:consents", pk) if first else redirect(pupil_page(pupil))
    return _page(request, "family/needs.html", form, pupil)


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request, pk):
    """Each consent apart, and what was agreed to before."""
    pupil = fetch(request, pk)
    require(request.user, "people.change_pupil", pupil)
    form = ConsentsForm(typed(request), pupil=pupil)
    if form.is_valid():
        consents.set_all(pupil=pupil, agreed=form.agreed, by=request.user)
        messages.success(request, "What you agree to is saved. You can change it at any time.")
        return redirect(pupil_page(pupil))
    history = history_of(pupil, request.user)
    return _page(request, "family/consents.html", form, pupil, history=history)


@require_http_methods(["GET", "HEAD", "POST"])
def move_school(request, pk):
    """The child goes to another school, or to none."""
    pupil = fetch(request, pk)
    require(request.user, "people.move_school", pupil)
    if pupil.is_adult:
        return redirect(pupil_page(pupil))
    form = MoveForm(typed(request), initial={"from_on": timezone.localdate()})
    if form.is_valid():
        try:
            moving_school.move(pupil=pupil, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "The new school is saved. Lessons at the old school may have to move: we look at "
                "them and write to you.",
            )
            return redirect(pupil_page(pupil))
    return _page(request, "family/school.html", form, pupil)


def _page(request, template, form, pupil, **more):
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "pupil": pupil, **more}, status=status)
