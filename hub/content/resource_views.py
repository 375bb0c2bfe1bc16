"""Resources as their readers see them, signed in or not."""

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.content import players, reading
from hub.content.fitting import fitting_resources
from hub.content.models import Resource, Series
from hub.content.resource_forms import ResourceFilters
from hub.content.richtext import to_html
from hub.content.search import find, nearest
from hub.files.downloads import as_download
from hub.lists import keyset, paginate
from hub.permissions import may

_ORDERS = {
    "": ("-published_at", "-pk"),
    "match": ("-match", "-published_at", "-pk"),
    "read": ("-reads", "-published_at", "-pk"),
    "title": ("search_title", "pk"),
}
_PER_PAGE = 20


@login_not_required
@require_safe
def resource_list(request):
    """What this person may read: words, filters, order and page in the address."""
    filters = ResourceFilters(request.GET)
    text = filters.values.get("q", "")
    order = filters.values.get("sort", "match" if text else "")
    visible = Resource.objects.visible_to(request.user).out()
    narrowed = filters.narrow(visible).select_related("series").defer("body", "search")
    found = find(narrowed, text)
    if order == "read":
        found = found.with_reads(reading.counted_since())
    page = keyset(request, found, _ORDERS[order], per_page=_PER_PAGE)
    near = bool(text) and not page.count
    if near:
        page = paginate(request, nearest(narrowed, text), per_page=_PER_PAGE)
    is_first_of_all = not (filters.values or page.previous_url)
    context = {
        "filters": filters,
        "page": page,
        "near": near,
        "most_read": reading.most_read(visible) if is_first_of_all else [],
    }
    return render(request, "content/resource_list.html", context)


@login_not_required
@require_safe
def resource(request, pk):
    """One resource; to editors also what is not out. Opening it is counted, whoever it was."""
    row = _visible(request, pk)
    topics = list(row.topics.all())
    can_change = may(request.user, "content.change_resource", row)
    if request.method == "GET" and not can_change:
        reading.count(row)
    more = fitting_resources(topics=topics, user=request.user, limit=4)
    context = {
        "resource": row,
        "topics": topics,
        "html": to_html(row.body),
        "beside": _neighbours(request, row),
        "more": [each for each in more if each != row][:3],
        "opens": row.file is not None and row.file.is_released_to(request.user),
        "can_change": can_change,
    }
    return render(request, "content/resource.html", context)


@login_not_required
@require_safe
def file(request, pk):
    """The file of a resource, to be saved, once it was scanned and found clean."""
    row = _visible(request, pk)
    if row.file is None or not row.file.is_released_to(request.user):
        raise Http404
    return as_download(request, row.file)


@login_not_required
@require_safe
def player(request, pk):
    """A recording that stands elsewhere, on a page of its own, loaded after a click.

    This page alone lets the browser show another site, and only that of this recording.
    """
    row = _visible(request, pk)
    if not row.player_url:
        raise Http404
    host = players.host_of(row.player_url)
    is_allowed = players.is_allowed(row.player_url)
    plays = is_allowed and request.GET.get("play") == "yes"
    context = {"resource": row, "host": host, "is_allowed": is_allowed, "plays": plays}
    response = render(request, "content/player.html", context)
    if not plays:
        return response
    # Players do not say that they may be embedded by such a page, so it has to stop asking.
    response["Cross-Origin-Embedder-Policy"] = "unsafe-none"
    return csp_update({"frame-src": [f"https://{host}"]})(lambda _: response)(request)


@login_not_required
@require_safe
def series(request, pk):
    """A series with those of its items that this person may read, by their numbers."""
    row = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    episodes = Resource.objects.visible_to(request.user).out().filter(series=row)
    episodes = episodes.defer("body", "search").order_by("episode")
    context = {"series": row, "page": paginate(request, episodes, per_page=50)}
    return render(request, "content/series.html", context)


def _visible(request, pk):
    visible = Resource.objects.visible_to(request.user).select_related(
        "series", "file", "updated_by"
    )
    return get_object_or_404(visible.defer("search"), pk=pk)


def _neighbours(request, row):
    """{"before": the item before in its series, "after": the next}, None where there is none."""
    if row.series is None:
        return {"before": None, "after": None}
    others = Resource.objects.visible_to(request.user).out().filter(series=row.series)
    others = others.only("title", "kind", "episode")
    return {
        "before": others.filter(episode__lt=row.episode).order_by("-episode").first(),
        "after": others.filter(episode__gt=row.episode).order_by("episode").first(),
    }
