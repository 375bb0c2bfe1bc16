"""Records that are likely the same child: list, side by side, put together, told apart, undone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.forms import typed
from hub.people import duplicates, holdings, merging
from hub.people.merge_conflicts import conflicts
from hub.people.models import CarerLink, Pupil, PupilMerge
from hub.people.office.checking import check_page, is_confirmed
from hub.people.office.duplicate_pages import pair_page, undo_page
from hub.people.office.merge_form import MergeForm
from hub.people.office.pupil_views import facts_of
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def duplicate_list(request):
    """Pairs of records that are likely one child, those with the newest record first."""
    require(request.user, "people.merge")
    page = pair_page(request, duplicates.likely)
    return render(request, "families/duplicates.html", {"page": page})


@_FORM
def compare(request, first, second):
    """Two records side by side; which stays, and what of both."""
    one, other = _pair(request, first, second)
    form = MergeForm(typed(request), one=one, other=other, found=conflicts(one, other))
    if form.is_valid():
        kept, gone = form.kept, form.gone
        if is_confirmed(request):
            return _merge(request, form, kept, gone)
        return check_page(
            request,
            form,
            title="Put two records together",
            sides=_what_follows(form, kept, gone),
            button="Put them together",
            back_url=reverse("families:compare", args=[one.pk, other.pk]),
        )
    context = {
        "form": form,
        "sides": [_side(each, request.user) for each in (one, other)],
        "one": one,
        "other": other,
    }
    status = 422 if form.is_bound else 200
    return render(request, "families/compare.html", context, status=status)


@require_POST
def tell_apart(request, first, second):
    """These are two different children: the pair is not proposed again."""
    one, other = _pair(request, first, second)
    try:
        duplicates.tell_apart(first=one, second=other, by=request.user)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is noted that these are two children.")
    return redirect("families:duplicates")


@_FORM
def undo(request, pk):
    """Take a merge apart, after a page that says what stays."""
    rows = PupilMerge.objects.visible_to(request.user).select_related("kept", "gone")
    merge = get_object_or_404(rows, pk=pk, is_same=True)
    return undo_page(request, merge, merging, right="people.merge")


def _merge(request, form, kept, gone):
    try:
        merging.merge(kept=kept, gone=gone, choices=form.choices, by=request.user)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("families:duplicates")
    messages.success(request, f"{gone.reference} went into this record. You can take it apart.")
    return redirect(kept)


def _what_follows(form, kept, gone):
    carers = CarerLink.objects.live().filter(pupil__in=[kept, gone])
    names = sorted({link.carer.name for link in carers.select_related("carer")})
    stay = [
        f"{kept.reference} stays, with its name, date of birth, school and the consents it has",
        f"{gone.reference} is no longer listed; everything of it that can goes along",
        "These then care for one and the same child, each with the rights and restrictions that "
        f"they have: {', '.join(names) or 'nobody'}",
        "Of two restrictions of one carer the stricter one holds",
        "A consent that was taken back on one record does not come back from the other",
    ]
    found = [("The records", stay)]
    if form.found:
        found.append(("What both have", form.in_words()))
    back = [
        "You can take it apart at any time: what went along goes back, what is added later stays"
    ]
    return [*found, ("If it turns out to be wrong", back)]


def _side(pupil, user):
    links = CarerLink.objects.visible_to(user).live().filter(pupil=pupil).select_related("carer")
    return {
        "pupil": pupil,
        "facts": facts_of(pupil),
        "links": list(links.order_by("pk")),
        "lines": holdings.lines_of(pupil, user),
    }


def _pair(request, first, second):
    """Both records, when both are in use and none is of one's own family."""
    found = []
    for pk in (first, second):
        rows = Pupil.objects.visible_to(request.user).present().select_related("school")
        found.append(get_object_or_404(rows, pk=pk))
    require(request.user, "people.enter_families")
    for pupil in found:
        require(request.user, "people.merge", pupil)
    return found
