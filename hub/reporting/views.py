"""Pages of reports: what can be made, one being made, and its file."""

from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require
from hub.reporting import registry, runs
from hub.reporting.choices import CONTENT_TYPES
from hub.reporting.models import ReportRun

COLUMNS = [Column(text) for text in ("Report", "Kind of file", "Asked for", "How it stands")]


@require_safe
def index(request):
    """What this person may have made, and what they asked for, newest first."""
    require(request.user, "reporting.make_report")
    context = {
        "reports": registry.open_to(request.user),
        "columns": COLUMNS,
        "runs": paginate(request, ReportRun.objects.visible_to(request.user), per_page=20),
    }
    return render(request, "reporting/index.html", context)


def new(request, key):
    """Choose what a report is about, and have it made."""
    require(request.user, "reporting.make_report")
    report = next((each for each in registry.open_to(request.user) if each.key == key), None)
    if report is None:
        raise Http404
    form = report.form(typed(request), user=request.user, formats=report.formats)
    if request.method == "POST" and form.is_valid():
        try:
            run = runs.request_run(report=report, form=form, by=request.user)
        except runs.RunRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(run)
    status = 422 if form.is_bound else 200
    return render(request, "reporting/new.html", {"report": report, "form": form}, status=status)


@require_safe
def run(request, pk):
    """One report: waiting, being made, ready, failed, or no longer kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    return render(request, "reporting/run.html", {"run": row})


@require_safe
def state(request, pk):
    """How far one report is, for the page that waits."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    return JsonResponse({"over": not row.is_live, "words": row.words})


@require_safe
def download(request, pk):
    """The file: for whoever asked, while they may have it and while it is kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    if row.is_ready and not runs.may_still_have(row):
        raise Http404
    if not row.is_ready:
        return render(request, "reporting/run.html", {"run": row}, status=404)
    try:
        file = row.file.open()
    except FileNotFoundError as error:  # files are not in every backup
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=True,
        filename=row.download_name,
        content_type=CONTENT_TYPES[row.format],
    )


@require_POST
def again(request, pk):
    """Ask anew for a report that failed or is no longer kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    require(request.user, "reporting.see_run", row)
    try:
        fresh = runs.try_again(run=row, by=request.user)
    except runs.RunRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:index")
    return redirect(fresh)
