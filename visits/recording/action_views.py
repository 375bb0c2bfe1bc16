"""Actions that come of a visit, added while it is recorded."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from hub.forms import typed
from visits import actions
from visits.actions.forms import ActionForm
from visits.choices import Owner
from visits.recording import steps
from visits.recording.section_views import of_a_record


@of_a_record
def agreed(request, record):
    """What was agreed, with who does it by when, and a form for one more."""
    visit = record.visit
    form = ActionForm(
        typed(request),
        earliest=timezone.localdate(visit.starts_at),
        initial={"owner": Owner.SCHOOL, "function": "schools"},
    )
    if form.is_valid():
        try:
            actions.add(school=visit.school, visit=visit, by=request.user, **form.values)
        except actions.ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The action is noted.")
            return redirect("visits:record_actions", visit.pk)
    context = {
        "visit": visit,
        "actions": list(visit.actions.select_related("officer")),
        "form": form,
        "after": steps.address_after(record, "actions"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/record/actions.html", context, status=status)
