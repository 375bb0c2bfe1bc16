"""Pages of reports: what can be made, what was asked for, one being made, and its file."""

from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require
from hub.policy.values import value
from hub.reporting import registry, runs
from hub.reporting.build import Asked, TooMany
from hub.reporting.choices import CONTENT_TYPES
from hub.reporting.forms import RunFilters
from hub.reporting.models import ReportRun

COLUMNS = [Column(text) for text in ("Report", "Kind of file", "Asked for", "How it stands")]
_NEWEST = 5


@require_safe
def index(request):
    """What this person may have made, and the newest of what they asked for."""
    require(request.user, "reporting.make_report")
    context = {
        "reports": registry.built_by(request.user),
        "columns": COLUMNS,
        "runs": list(ReportRun.objects.visible_to(request.user)[:_NEWEST]),
        "kept_hours": value("report-hours"),
    }
    return render(request, "reporting/index.html", context)


@require_safe
def history(request):
    """All that this person asked for, newest first, with filters in the address."""
    require(request.user, "reporting.make_report")
    filters = RunFilters(request.GET)
    rows = filters.narrow(ReportRun.objects.visible_to(request.user))
    page = paginate(request, rows, per_page=20)
    context = {"filters": filters, "columns": COLUMNS, "page": page}
    return render(request, "reporting/history.html", context)


def new(request, key):
    """Choose what a report is about, and have it made or see it on screen."""
    report = report_open_to(request, key)
    form = report.form(
        typed(request), user=request.user, formats=report.formats, initial=request.GET.dict()
    )
    context = {"report": report, "form": form}
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            return redirect(address_of_page(report, form))
        answer = _begin(request, report, form, context)
        if answer is not None:
            return answer
    status = 422 if form.is_bound else 200
    return render(request, "reporting/new.html", context, status=status)


def _begin(request, report, form, context):
    """Have it made, or ask first whether so much is meant; None when it is refused."""
    asked = Asked(report, form, form.format())
    try:
        keys = asked.keys()
        if keys == []:
            raise runs.RunRefused(f"No {report.each.many} match what you chose.")
        if keys and len(keys) > report.each.large and "checked" not in request.POST:
            return ask_first(request, asked, keys)
        return redirect(runs.request_run(report=report, form=form, by=request.user))
    except TooMany as error:
        most = report.each.count(report.each.most(asked.format))
        number = report.each.count(error.args[0])
        form.add_error(None, f"That is {number}. One file holds up to {most}: choose less.")
    except runs.RunRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def ask_first(request, asked, keys, *, back=""):
    """The page that says how much a large report is, and how long it takes, before it is made.

    ``back``: where a list came from that is asked for as a file.
    """
    context = {"report": asked.report, "back": back, **_size(asked, keys)}
    return render(request, "reporting/check.html", context)


def _size(asked, keys):
    seconds = runs.seconds_for(asked.report, asked.format, len(keys))
    return {
        "title": asked.title,
        "number": asked.report.each.count(len(keys)),
        "minutes": max(round(seconds / 60), 1),
        "hidden": hidden_fields(asked.form) + [("format", asked.format), ("checked", "1")],
    }


def report_open_to(request, key):
    """The report of this key, if this person may have it. Raises Http404, PermissionDenied."""
    report = next((each for each in registry.open_to(request.user) if each.key == key), None)
    if report is None:
        require(request.user, "reporting.make_report")
        raise Http404
    return report


def hidden_fields(form):
    """What was chosen, as (name, value), for forms that ask the same on."""
    return [(name, value) for name, values in form.asked().items() for value in values]


def address_of_page(report, form):
    """Where this report, about what was chosen, is seen on screen."""
    query = urlencode(form.asked(), doseq=True)
    return f"{reverse('reporting:page', args=[report.key])}?{query}"


@require_safe
def run(request, pk):
    """One report: waiting, being made, ready, failed, or no longer kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    return render(request, "reporting/run.html", _of_run(row))


def _of_run(row):
    return {
        "run": row,
        "done": row.things_done if row.is_live and row.split_at else None,
        "kept_hours": value("report-hours"),
    }


@require_safe
def state(request, pk):
    """How far one report is, for the page that waits."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    answer = {"over": not row.is_live, "words": row.words}
    if row.is_live and row.split_at:
        answer |= {"done": row.things_done, "total": row.things}
    return JsonResponse(answer)


@require_safe
def download(request, pk):
    """The file: for whoever asked, while they may have it and while it is kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    if row.is_ready and not runs.may_still_have(row):
        raise Http404
    if not row.is_ready:
        return render(request, "reporting/run.html", _of_run(row), status=404)
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
    """Ask anew for a report that failed, was cancelled or is no longer kept."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    require(request.user, "reporting.see_run", row)
    try:
        fresh = runs.try_again(run=row, by=request.user)
    except runs.RunRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:index")
    return redirect(fresh)


@require_POST
def cancel(request, pk):
    """Give up a report that waits. Its page offers to build it again: that undoes it."""
    row = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    require(request.user, "reporting.see_run", row)
    try:
        runs.cancel(run=row, by=request.user)
    except runs.RunRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(row)
