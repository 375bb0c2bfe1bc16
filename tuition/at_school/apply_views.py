"""A school asks for lessons for a pupil, sends the letter again, or takes it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hub.forms import typed
from hub.permissions import require
from tuition.at_school import applying
from tuition.at_school.forms import ApplyForm
from tuition.at_school.refusals import ApplicationRefused
from tuition.at_school.views import fetch
from tuition.models import SchoolApplication


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, pk):
    """Name, year, what, and the carer's address; the carer does the rest."""
    school = fetch(request, pk)
    require(request.user, "tuition.apply_for_school", school)
    form = ApplyForm(typed(request), school=school)
    if form.is_valid():
        try:
            made = applying.apply_for(school=school, by=request.user, **form.cleaned_data)
        except ApplicationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"We have written to {made.carer_email}. The carer has until "
                f"{made.expires_at:%-d %B %Y} to complete it.",
            )
            return redirect("tuition:school_pupils", school.pk)
    status = 422 if form.is_bound else 200
    context = {"school": school, "form": form}
    return render(request, "tuition/at_school/apply.html", context, status=status)


@require_POST
def withdraw(request, pk):
    """Take it back."""
    return _act(request, pk, applying.withdraw, "Taken back. The link does not work any more.")


@require_POST
def send_again(request, pk):
    """Send a new link to the carer."""
    return _act(request, pk, applying.send_again, "Sent again, with a new link.")


def _act(request, pk, verb, said):
    rows = SchoolApplication.objects.visible_to(request.user).select_related("school")
    application = get_object_or_404(rows, pk=pk)
    require(request.user, "tuition.apply_for_school", application.school)
    try:
        verb(application=application, by=request.user)
    except ApplicationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("tuition:school_pupils", application.school_id)
