"""What the pages of pupils put together and of carers put together have in common."""

from django.contrib import messages
from django.shortcuts import redirect, render

from hub.lists import ListPage, address
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FEW = 25


def pair_page(request, likely) -> ListPage:
    """A page of the pairs that ``likely`` finds, from the place that the address names."""
    found = likely(after=_place(request.GET.get("after", "")), most=_FEW + 1)
    more, pairs = len(found) > _FEW, found[:_FEW]
    on = address(request, after=pairs[-1].place) if more else ""
    back = address(request, after=None) if request.GET.get("after") else ""
    return ListPage(pairs, len(pairs), previous_url=back, next_url=on)


def undo_page(request, merge, verbs, *, right):
    """Take a merge apart, after a page that says what stays. ``verbs``: the module of ``undo``."""
    require(request.user, "people.enter_families")
    for each in (merge.kept, merge.gone):
        require(request.user, right, each)
    if request.method == "POST":
        try:
            stays = verbs.undo(merge=merge, by=request.user)
        except FamilyRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(merge.kept)
        said = f" What stays: {'; '.join(stays)}." if stays else ""
        messages.success(request, f"{merge.gone.reference} stands by itself again.{said}")
        return redirect(merge.gone)
    context = {
        "merge": merge,
        "why_not": verbs.why_not_undone(merge, merge.kept, merge.gone),
        "stays": verbs.left_behind(merge),
    }
    return render(request, "families/undo.html", context)


def _place(text):
    parts = text.split("-")
    if len(parts) == 2 and all(each.isascii() and each.isdigit() for each in parts):
        pair = tuple(int(each) for each in parts)
        return pair if max(pair) < 2**63 else None
    return None
