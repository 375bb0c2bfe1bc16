"""A list that somebody takes away as a file. Every such file of the portal is made here.

What leaves the portal can no longer be guarded, so that it left stands on the trail: who took which
list, when, and by what it was narrowed, without a word of what was looked for.
"""

from collections.abc import Iterable

from django.http import Http404

from hub.reporting.choices import Format
from hub.reporting.csv import Columns, csv_response
from hub.trail.record import record

_MOST_NAMED = 20


def list_file(request, rows: Iterable, columns: Columns, *, name, ending, of):
    """A download of these rows; the view has asked the right.

    ``name``: of the file, ours and without its ending; ``of``: what the trail calls it ("a list of
    families"). Another ending than CSV and XLSX is a 404.
    """
    if ending not in (Format.CSV, Format.XLSX):
        raise Http404
    asked = sorted(key for key in request.GET if key.isidentifier() and request.GET[key])
    record(f"exported {of}", request.user, by=request.user, fields=asked[:_MOST_NAMED])
    file_name = f"{name}.{ending}"
    if ending == Format.CSV:
        return csv_response(rows, columns, file_name=file_name)
    # Imported where it is needed: most processes never do.
    from hub.reporting.xlsx import xlsx_response

    return xlsx_response(rows, columns, file_name=file_name)
