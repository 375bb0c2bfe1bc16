"""A report on screen: the same rows as in its files, a page at a time."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.lists import Column, paginate
from hub.reporting.csv import value_of
from hub.reporting.tables import is_number, screen_cell
from hub.reporting.views import hidden_fields, report_open_to

#: Rows of a table, and things that have a page of their own, on one screen.
_ROWS, _THINGS = 50, 5
#: A report that is worked out whole and has more rows than this is made as a file instead.
_MOST = 1_000


@require_safe
def page(request, key):
    """The rows of a report as a page: what was chosen, as at when, and the files of the same."""
    report = report_open_to(request, key)
    form = report.form(request.GET, user=request.user)
    if not form.is_valid():
        context = {"report": report, "form": form}
        return render(request, "reporting/new.html", context, status=422)
    found = _found(request, report, form)
    context = {
        "report": report,
        "subject": form.subject(),
        "chosen": form.chosen(),
        "hidden": hidden_fields(form),
        "page": found,
        "as_at": timezone.now(),
        "builder_query": request.GET.urlencode(),
    }
    if found and not report.page:
        context |= {"columns": _columns(report, found.rows), "table": _table(report, found.rows)}
    return render(request, report.page or "reporting/page.html", context)


def _found(request, report, form):
    """The rows of one screen, None when there are too many to be worked out while somebody waits.

    A report on each of many things works out those of this screen alone.
    """
    if report.each:
        keys = report.each.keys(**form.arguments())
        found = paginate(request, keys, per_page=_THINGS if report.page else _ROWS)
        found.rows[:] = report.rows(keys=list(found.rows), **form.arguments())
        return found
    rows = report.rows(**form.arguments())
    return paginate(request, rows, per_page=_ROWS) if len(rows) <= _MOST else None


def _columns(report, rows):
    """The headings; those over numbers stand on the right."""
    return [
        Column(heading, any(is_number(value_of(row, column)) for row in rows))
        for heading, column in report.columns.items()
    ]


def _table(report, rows):
    """For each row [(heading, words, is a number)]."""
    return [
        [
            (heading, screen_cell(value), is_number(value))
            for heading, column in report.columns.items()
            for value in [value_of(row, column)]
        ]
        for row in rows
    ]
