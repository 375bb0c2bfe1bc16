"""Addresses of a list: what it shows lives in the query, so a link is this page but for a key."""

#: What takes an address back to the first page: ``address(request, sort="name", **FIRST_PAGE)``.
FIRST_PAGE = {"page": None, "after": None, "before": None}


def address(request, **changes):
    """This page's address with some keys of its query changed, or dropped when None."""
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"?{query.urlencode()}" if query else request.path
