"""Finding lessons and groups without an account."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.humanize.templatetags.humanize import intcomma
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub.lists import paginate
from tuition.finding.alternatives import alternatives
from tuition.finding.cards import cards
from tuition.finding.forms import FindFilters
from tuition.finding.looking import Wanted, in_order, matching


@login_not_required
@require_safe
def find(request):
    """What can be learned where: filtered, the school that was named first, then the nearest."""
    filters = FindFilters(request.GET)
    wanted = Wanted.of(filters.values)
    rows = matching(wanted)
    page = paginate(request, in_order(rows, wanted), count=rows.count())
    context = {
        "filters": filters,
        "where": wanted.where,
        "page": page,
        "cards": cards(page.rows),
        "count_words": _count_words(page.count, filters),
        "alternatives": [] if page.count else alternatives(request, wanted),
        "interested_url": _interested(request),
    }
    return render(request, "tuition/finding/find.html", context)


def _count_words(count, filters):
    """ "12 lessons and groups for violin near WX1 1AA"."""
    number = "1 lesson or group" if count == 1 else f"{intcomma(count)} lessons and groups"
    words = [number]
    if filters.instrument_words:
        words.append(f"for {filters.instrument_words}")
    if filters.where and filters.where.is_placed:
        words.append(f"near {filters.where.words}")
    return " ".join(words)


def _interested(request):
    """The form of interest, with what was looked for filled in."""
    names = ("instrument", "year", "near")
    asked = {name: request.GET[name] for name in names if request.GET.get(name)}
    url = reverse("tuition:interested")
    return f"{url}?{urlencode(asked)}" if asked else url
