"""Pages of what only grows: back and on from an entry, never a count of all."""

from hub.lists import ListPage, address


def page_of(request, entries, *, per_page=50):
    """A ListPage of entries, newest first, from ``?before=`` or ``?after=`` (ids) in the address.

    An id that is none counts as not given.
    """
    after, before = (_entry(request, entries, key) for key in ("after", "before"))
    if after:
        rows = list(entries.newer_than(after)[: per_page + 1])
        has_newer, has_older = len(rows) > per_page, True
        rows = rows[:per_page][::-1]
    else:
        rows = list((entries.older_than(before) if before else entries)[: per_page + 1])
        has_newer, has_older = before is not None, len(rows) > per_page
        rows = rows[:per_page]
    newer = older = ""
    if rows and has_newer:
        newer = address(request, after=rows[0].pk, before=None)
    if rows and has_older:
        older = address(request, before=rows[-1].pk, after=None)
    return ListPage(rows=rows, count=len(rows), previous_url=newer, next_url=older)


def _entry(request, entries, key):
    text = request.GET.get(key, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    # Of all entries, not of the filtered: a filter may change while one stands on a page.
    return entries.model._base_manager.filter(pk=int(text)).first()
