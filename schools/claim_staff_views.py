"""Requests to join a school, for those who answer them: the list, and the page of one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import Column, keyset
from hub.permissions import require
from schools import claims
from schools.claim_forms import ClaimFilters, DecideForm
from schools.claim_page import context_of
from schools.models import SchoolClaim

COLUMNS = [Column(text) for text in ("Who", "School", "Role", "Asked", "State")]


@require_safe
def claim_list(request):
    """The requests of others that this person may see; of those that wait the oldest first."""
    require(request.user, "schools.see_claims")
    filters = ClaimFilters(request.GET)
    order = "asked_at" if filters.shows_waiting else "-asked_at"
    visible = SchoolClaim.objects.visible_to(request.user).exclude(user=request.user)
    found = filters.narrow(visible).select_related("school", "user", "decided_by")
    found = found.with_right("schools.decide_claim", request.user, as_="can_decide")
    page = keyset(request, found, (order, "pk"), among=visible)
    context = {"filters": filters, "page": page, "columns": COLUMNS}
    return render(request, "schools/claims/list.html", context)


def decide(request, pk):
    """Answer a request: yes gives the role, no needs a reason."""
    visible = SchoolClaim.objects.visible_to(request.user)
    claim = get_object_or_404(visible.select_related("school", "user", "decided_by"), pk=pk)
    require(request.user, "schools.decide_claim", claim)
    form = DecideForm(typed(request)) if claim.is_waiting else None
    if request.method == "POST" and form is None:
        messages.error(request, "This request is over already.")
        return redirect(claim)
    if form is not None and form.is_valid():
        try:
            said = _answer(claim, by=request.user, **form.cleaned_data)
        except claims.ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("schools:claims")
    status = 422 if form is not None and form.is_bound else 200
    context = {"form": form, **context_of(claim, viewer=request.user)}
    return render(request, "schools/claims/decide.html", context, status=status)


def _answer(claim, *, answer, reason, by):
    if answer == DecideForm.APPROVE:
        claims.approve(claim=claim, by=by)
        return f"{claim.user} now is {claim}, and was told by e-mail."
    claims.refuse(claim=claim, reason=reason, by=by)
    return f"The request is refused, and {claim.user} was told why."
