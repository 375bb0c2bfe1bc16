"""The report of a visit: looked at before it goes out, sent, read by the school."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.home.here import show_school
from hub.permissions import may
from hub.reporting.choices import Format
from visits.choices import VisitState
from visits.models import SentReport, Visit
from visits.recording import notices, rows, sending
from visits.recording.forms import SendForm
from visits.recording.refusals import RecordRefused
from visits.recording.section_views import of_a_record


@of_a_record
def preview(request, record):
    """What the school will see, and the button that sends it."""
    visit = record.visit
    if request.POST.get("go") == "finish":
        return _finish(request, record)
    sent = list(visit.reports.all())
    number = len(sent) + 1
    form = SendForm(typed(request), number=number)
    if form.is_valid():
        try:
            version = sending.send(record=record, by=request.user, **form.cleaned_data)
        except RecordRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = len(notices.recipients(visit))
            people = "1 person is" if told == 1 else f"{told} people are"
            messages.success(
                request,
                f"The report is sent, version {version.number}. {people} told by e-mail.",
            )
            return redirect("visits:report", visit.pk)
    context = {
        "visit": visit,
        "row": rows.report_of(record),
        "form": form,
        "sent": sent,
        "has_words": sending.has_words(record),
        "addresses": list(notices.recipients(visit)),
        "can_finish": visit.state == VisitState.DONE,
        "pdf": Format.PDF,
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/record/preview.html", context, status=status)


@require_safe
def report(request, pk):
    """The report as it was sent, the newest version or an earlier one."""
    rows_seen = Visit.objects.allowing("visits.see_report", request.user)
    visit = get_object_or_404(rows_seen.select_related("school", "type", "officer"), pk=pk)
    versions = list(
        SentReport.objects.visible_to(request.user).filter(visit=visit).select_related("sent_by")
    )
    if not versions:
        if may(request.user, "visits.write_record", visit):
            return redirect("visits:report_preview", pk)
        raise Http404
    show_school(request, visit.school)
    asked = request.GET.get("version", "")
    version = next((each for each in versions if str(each.number) == asked), versions[0])
    context = {
        "visit": visit,
        "version": version,
        "versions": versions,
        "row": rows.as_sent(version),
        "pdf": Format.PDF,
    }
    return render(request, "visits/record/report.html", context)


def _finish(request, record):
    try:
        sending.finish(record=record, by=request.user)
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The visit is written up. No report was sent.")
    return redirect("visits:record", record.visit_id)
