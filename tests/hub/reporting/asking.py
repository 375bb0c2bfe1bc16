"""Asking for reports, and doing what workers do about them."""

from hub.reporting import runs, tasks
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun


def ask(report, by, format="csv", **fields):
    form = bind(report, {name: [value] for name, value in fields.items()}, user=by, format=format)
    assert form.is_valid(), form.errors
    return runs.request_run(report=report, form=form, by=by)


def fresh(run):
    return ReportRun.objects.get(pk=run.pk)


def make_parts(run, number=3):
    for _ in range(number):
        tasks.build_part(str(run.pk))


def finish(run):
    """Make what is missing of a run and put it together, as workers would."""
    tasks.build_run(str(run.pk))
    make_parts(run)
    tasks.build_run(str(run.pk))
    return fresh(run)


def content(run):
    """The file of a run that was made."""
    with run.file.open() as file:
        return file.read()
