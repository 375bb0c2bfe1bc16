"""Pages that close a school by hand, open it again, or keep it although it is missing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hub.forms import typed
from hub.permissions import require
from schools import standing
from schools.choices import SchoolStatus
from schools.models import School
from schools.register_forms import CloseForm, KeepForm, ReopenForm


def _kept_in_order(request, pk):
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.keep_directory", school)
    return school


def close(request, pk):
    """Close a school by hand, with date and reason."""
    school = _kept_in_order(request, pk)
    form = CloseForm(typed(request), initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            standing.close(school=school, by=request.user, **form.cleaned_data)
        except standing.StandingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{school.name} is closed. You can open it again on its record."
            )
            return redirect(school)
    context = {"school": school, "form": form, "people": school.grants.live().count()}
    return render(request, "schools/close.html", context, status=422 if form.is_bound else 200)


def reopen(request, pk):
    """Open a closed school again, with a reason."""
    school = _kept_in_order(request, pk)
    if school.status != SchoolStatus.CLOSED:
        messages.info(request, f"{school.name} is not closed.")
        return redirect(school)
    form = ReopenForm(typed(request))
    if form.is_valid():
        standing.reopen(school=school, by=request.user, **form.cleaned_data)
        messages.success(request, f"{school.name} is open again.")
        return redirect(school)
    context = {"school": school, "form": form}
    return render(request, "schools/reopen.html", context, status=422 if form.is_bound else 200)


def keep(request, pk):
    """Say that a school missing from the register was looked at and stays open."""
    school = _kept_in_order(request, pk)
    form = KeepForm(typed(request))
    if form.is_valid():
        try:
            standing.keep(school=school, by=request.user, **form.cleaned_data)
        except standing.StandingRefused as refusal:
            messages.info(request, str(refusal))
        else:
            messages.success(
                request,
                f"{school.name} stays open. It is off this list until the next whole file.",
            )
        return redirect("schools:missing")
    context = {"school": school, "form": form}
    return render(request, "schools/keep.html", context, status=422 if form.is_bound else 200)


@require_POST
def list_again(request, pk):
    """Undo that a missing school was kept."""
    school = _kept_in_order(request, pk)
    try:
        standing.list_again(school=school, by=request.user)
    except standing.StandingRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"{school.name} is on the list again.")
    return redirect("schools:missing")
