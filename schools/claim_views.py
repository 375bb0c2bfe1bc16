"""Joining a school: finding it, asking for a role there, and one's own requests."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import keyset
from hub.permissions import require
from schools import claims, finding
from schools.claim_forms import ClaimForm, FindForm
from schools.claim_page import roles_taken
from schools.lineage import successor_of
from schools.models import School, SchoolClaim


@login_not_required
@require_safe
def find(request):
    """The public page on which somebody finds their school; nothing of it is secret."""
    form = FindForm(request.GET)
    text = form.values.get("q", "")
    page, is_near = None, False
    if text:
        found = finding.by_name_or_town(text)
        order_by = ("inside", "search_name", "pk")
        page = keyset(request, found, order_by, per_page=20, among=finding.everywhere(text))
        is_near = not page.count
        if is_near:
            page = keyset(request, finding.near(text), ("search_name", "pk"), per_page=20)
    context = {
        "form": form,
        "text": text,
        "page": page,
        "is_near": is_near,
        "lines": finding.lines(page.rows) if page else [],
    }
    return render(request, "schools/claims/find.html", context)


def ask(request, pk):
    """Ask for a role at a school; at a closed one, the way to that which follows it."""
    school = get_object_or_404(School.objects.allowing("schools.claim", request.user), pk=pk)
    require(request.user, "schools.claim", school)
    if not school.is_open:
        context = {"school": school, "successor": successor_of(school)}
        return render(request, "schools/claims/closed.html", context)
    form = ClaimForm(typed(request), user=request.user)
    if form.is_valid():
        try:
            claims.ask(school=school, by=request.user, **form.cleaned_data)
        except claims.ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"Your request to join {school} is on its way. The school or the hub answers, and "
                "you get an e-mail.",
            )
            return redirect("schools:my_claims")
    status = 422 if form.is_bound else 200
    context = {"school": school, "form": form, "taken": roles_taken(school)}
    return render(request, "schools/claims/ask.html", context, status=status)


@require_safe
def my_claims(request):
    """One's own requests, the newest first, and what came of each."""
    require(request.user, "schools.claim")
    own = SchoolClaim.objects.visible_to(request.user).filter(user=request.user)
    page = keyset(request, own.select_related("school"), ("-asked_at", "pk"), per_page=20)
    return render(request, "schools/claims/mine.html", {"page": page})


def withdraw(request, pk):
    """Take one's own request back, after a page that says so."""
    visible = SchoolClaim.objects.visible_to(request.user).select_related("school")
    claim = get_object_or_404(visible, pk=pk)
    require(request.user, "schools.withdraw_claim", claim)
    if request.method != "POST":
        return render(request, "schools/claims/withdraw.html", {"claim": claim})
    try:
        claims.withdraw(claim=claim, by=request.user)
    except claims.ClaimRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your request is withdrawn. You can ask again at any time.")
    return redirect("schools:my_claims")
