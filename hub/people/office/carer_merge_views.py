"""Records that are likely one carer: list, side by side, put together, told apart, undone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.forms import typed
from hub.people import carer_duplicates, carer_merging
from hub.people.models import Carer, CarerLink, CarerMerge
from hub.people.office.checking import check_page, is_confirmed
from hub.people.office.duplicate_pages import pair_page, undo_page
from hub.people.office.merge_form import CarerMergeForm
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def duplicate_list(request):
    """Pairs of records that are likely one carer, those with the newest record first."""
    require(request.user, "people.merge_carers")
    page = pair_page(request, carer_duplicates.likely)
    return render(request, "families/carer_duplicates.html", {"page": page})


@_FORM
def compare(request, first, second):
    """Two records side by side, and which stays; or why they cannot be put together."""
    one, other = _pair(request, first, second)
    why_not = carer_merging.why_not(one, other)
    form = CarerMergeForm(typed(request), one=one, other=other)
    if form.is_valid() and not why_not:
        kept, gone = form.kept, form.gone
        if is_confirmed(request):
            return _merge(request, kept, gone)
        return check_page(
            request,
            form,
            title="Put two records together",
            sides=_what_follows(kept, gone),
            button="Put them together",
            back_url=reverse("families:carer_compare", args=[one.pk, other.pk]),
        )
    context = {
        "form": form,
        "sides": [_side(each, request.user) for each in (one, other)],
        "why_not": why_not,
        "two_accounts": why_not == carer_merging.TWO_ACCOUNTS,
        "one": one,
        "other": other,
    }
    status = 422 if form.is_bound else 200
    return render(request, "families/carer_compare.html", context, status=status)


@require_POST
def tell_apart(request, first, second):
    """These are two people: the pair is not proposed again."""
    one, other = _pair(request, first, second)
    try:
        carer_duplicates.tell_apart(first=one, second=other, by=request.user)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is noted that these are two people.")
    return redirect("families:carer_duplicates")


@_FORM
def undo(request, pk):
    """Take a merge apart, after a page that says what stays."""
    rows = CarerMerge.objects.visible_to(request.user).select_related("kept", "gone")
    merge = get_object_or_404(rows, pk=pk, is_same=True)
    return undo_page(request, merge, carer_merging, right="people.merge_carers")


def _merge(request, kept, gone):
    try:
        carer_merging.merge(kept=kept, gone=gone, by=request.user)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("families:carer_duplicates")
    messages.success(request, f"{gone.reference} went into this record. You can take it apart.")
    return redirect(kept)


def _what_follows(kept, gone):
    links = CarerLink.objects.live().filter(carer__in=[kept, gone]).select_related("pupil")
    names = sorted({link.pupil.full_name for link in links})
    stay = [
        f"{kept.reference} stays, with its name, e-mail address and telephone; an address that it "
        "has not is taken over",
        f"{gone.reference} is no longer listed; everything of it goes along: children, places that "
        "it pays for, invitations, messages",
        f"One person then cares for all of these: {', '.join(names) or 'nobody'}",
        "Where both care for one child, the rights that stand with "
        f"{kept.reference} count, and of two restrictions the stricter one",
    ]
    if carer_merging.has_account(kept):
        stay.append(f"{kept} sees in My family, from this moment on, what either record may see")
    back = [
        "You can take it apart at any time: what went along goes back, what is added later stays"
    ]
    return [("The records", stay), ("If it turns out to be wrong", back)]


def _side(carer, user):
    links = CarerLink.objects.visible_to(user).live().filter(carer=carer).select_related("pupil")
    return {
        "carer": carer,
        "has_account": carer_merging.has_account(carer),
        "links": list(links.order_by("pk")),
    }


def _pair(request, first, second):
    """Both records, when both are in use and neither has to do with one's own family."""
    found = []
    for pk in (first, second):
        rows = Carer.objects.visible_to(request.user).present().select_related("user")
        found.append(get_object_or_404(rows, pk=pk))
    require(request.user, "people.enter_families")
    for carer in found:
        require(request.user, "people.merge_carers", carer)
    return found
