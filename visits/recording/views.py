"""The record of a visit as a whole: begun, how far it is, read; what follows from it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from hub.forms import typed
from hub.permissions import may, require
from visits import arranging
from visits.choices import AT_A_TIME
from visits.models import VisitType
from visits.recording import keeping, rows, steps
from visits.recording.fetching import record_of, visit_for
from visits.recording.forms import FollowUpForm
from visits.recording.refusals import RecordRefused
from visits.recording.section_views import FORM, of_a_record
from visits.types import FOLLOW_UP


@FORM
def record(request, pk):
    """The pages of the record with how far each is; before it is begun, the page that begins it."""
    visit = visit_for(request, pk)
    found = record_of(visit)
    if request.method == "POST":
        require(request.user, "visits.write_record", visit)
        try:
            keeping.begin(visit=visit, by=request.user)
        except RecordRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("visits:record", pk)
    is_mine = may(request.user, "visits.write_record", visit)
    if found is None or not visit.took_place:
        can_begin = is_mine and visit.state in AT_A_TIME and _has_come(visit)
        context = {"visit": visit, "can_begin": can_begin, "has_come": _has_come(visit)}
        return render(request, "visits/record/begin.html", context)
    sees_note = may(request.user, "visits.see_private_note", visit)
    sent = list(visit.reports.select_related("sent_by"))
    context = {
        "visit": visit,
        "record": found,
        "sent": sent,
        "follow_ups": list(visit.follow_ups.select_related("type")),
    }
    if not is_mine:
        context |= {"row": rows.report_of(found), "sees_note": sees_note}
        return render(request, "visits/record/read.html", context)
    every = steps.steps_of(found, sees_note=sees_note)
    groups: dict = {}
    for step in every:
        groups.setdefault(step.group, []).append(step)
    context |= {
        "groups": [(f"part-{number}", *group) for number, group in enumerate(groups.items(), 1)],
        "done": sum(step.status == "Completed" for step in every),
        "number": sum(step.status in ("Completed", "In progress", "Not started") for step in every),
    }
    return render(request, "visits/record/record.html", context)


@of_a_record
def follow_up(request, record):
    """Queue a visit that follows up this one; it waits among those to be arranged."""
    visit = record.visit
    coming = visit.follow_ups.coming().first()
    if coming is not None:
        messages.info(request, "A follow-up visit is queued already.")
        return redirect("visits:record", visit.pk)
    form = FollowUpForm(typed(request))
    if form.is_valid():
        try:
            arranging.to_arrange(
                school=visit.school,
                type=VisitType.objects.get(key=FOLLOW_UP),
                officer=visit.officer,
                follows=visit,
                by=request.user,
                **form.cleaned_data,
            )
        except arranging.VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The follow-up visit waits to be arranged.")
            return redirect("visits:record", visit.pk)
    context = {"visit": visit, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/record/follow_up.html", context, status=status)


def _has_come(visit):
    """Has it begun, so that it can be recorded?"""
    return visit.starts_at is not None and visit.starts_at <= timezone.now()
