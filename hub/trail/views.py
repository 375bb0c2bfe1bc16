"""The trail, for managers and administrators. Read only, like the table behind it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.permissions import require
from hub.reporting.list_file import list_file
from hub.trail.forms import TrailFilter
from hub.trail.models import Entry
from hub.trail.pages import page_of
from hub.trail.sentences import lines

#: A spreadsheet is for looking into something, not for a copy of the trail.
MOST_EXPORTED = 5000
_AT_ONCE = 500
COLUMNS = {
    "When": lambda line: line.entry.at,
    "Who": "who",
    "Roles": lambda line: line.entry.actor_roles,
    "Kind": lambda line: line.entry.get_kind_display(),
    "What was done": lambda line: line.entry.action,
    "About": "about",
    "Number": lambda line: line.entry.object_id,
    "Fields": "fields",
    "Reason": lambda line: line.entry.reason,
    "By way of": lambda line: line.entry.door,
    "Address": lambda line: line.entry.address,
}


@require_safe
def entries(request):
    """Who did what, newest first, by filters."""
    require(request.user, "trail.see_entry")
    form = TrailFilter(request.GET)
    page = page_of(request, form.narrow(Entry.objects.visible_to(request.user)))
    context = {"filter": form, "page": page, "lines": lines(page.rows), "most": MOST_EXPORTED}
    return render(request, "trail/entries.html", context)


@require_safe
def entry(request, pk):
    """One entry: everything that stands on the trail of it."""
    require(request.user, "trail.see_entry")
    row = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    (line,) = lines([row])
    return render(request, "trail/entry.html", {"line": line})


@require_safe
def export(request):
    """The entries that the filters leave, as CSV; the newest MOST_EXPORTED."""
    require(request.user, "trail.see_entry")
    rows = TrailFilter(request.GET).narrow(Entry.objects.visible_to(request.user))
    name = f"trail-{timezone.localdate():%Y-%m-%d}"
    parts = _in_parts(rows)
    return list_file(request, parts, COLUMNS, name=name, ending="csv", of="the trail")


def _in_parts(rows):
    """The newest as Lines, some hundreds at a time, so that names are looked up together."""
    last, left = None, MOST_EXPORTED
    while left > 0:
        part = list((rows.older_than(last) if last else rows)[: min(_AT_ONCE, left)])
        yield from lines(part)
        if len(part) < _AT_ONCE:
            return
        last, left = part[-1], left - len(part)
