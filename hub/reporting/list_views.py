"""A list of the portal as a file: at once while that takes a moment, else as a report is made.

A list that may grow long is a report of its own (``is_list``), whose form holds what the address of
the list says. So a file that is written at once and one that a worker makes hold the same rows::

    return list_response(request, "school-list", format=format, back=reverse("schools:list"))
"""

import itertools

from django.http import Http404
from django.utils.text import slugify

from hub.reporting import registry
from hub.reporting.build import Asked
from hub.reporting.choices import Format
from hub.reporting.forms import bind
from hub.reporting.list_file import list_file
from hub.reporting.views import ask_first

#: Rows that are written while somebody waits for them: about a second's work, and less of CSV,
#: whose first lines leave at once.
AT_ONCE = {Format.XLSX: 2_000, Format.CSV: 10_000}
_PIECE = 500


def list_response(request, key, *, format, back):
    """The rows that the address asks for, all pages of them, as a file of this format.

    Of a long list the page that offers to have it made. The view has asked the right.
    """
    report = registry.get(key)
    asked = Asked(report, _form(report, request, format), format)
    keys = asked.keys()
    if len(keys) > AT_ONCE[format]:
        return ask_first(request, asked, keys, back=f"{back}?{request.GET.urlencode()}")
    rows = itertools.chain.from_iterable(
        asked.rows(keys[start : start + _PIECE]) for start in range(0, len(keys), _PIECE)
    )
    name, of = slugify(report.title), f"a list: {report.title}"
    return list_file(request, rows, report.columns, name=name, ending=format, of=of)


def _form(report, request, format):
    """The form of the list; what it does not know in the address counts as not given, as there."""
    asked = dict(request.GET.lists())
    form = bind(report, asked, user=request.user, format=format)
    if form.is_valid():
        return form
    known = {name: values for name, values in asked.items() if name not in form.errors}
    form = bind(report, known, user=request.user, format=format)
    if not form.is_valid():
        raise Http404
    return form
