"""Wanting to hear when something starts: for everybody; and the office's list of who does."""

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.api.throttling import count
from hub.forms import typed
from hub.front.errors import too_many
from hub.lists import Column, keyset
from hub.permissions import require
from tuition.choices import ProvisionState
from tuition.finding import interests
from tuition.finding.interest_forms import InterestFilters, InterestForm
from tuition.models import Interest, Provision

_FORM = require_http_methods(["GET", "HEAD", "POST"])
#: Forms sent in a minute from one network: a school is one.
_MOST = 20
_COLUMNS = [
    Column("Instrument"),
    Column("For"),
    Column("Near"),
    Column("E-mail"),
    Column("Since"),
    Column("State"),
]


@login_not_required
@_FORM
def interested(request):
    """Leave an address of e-mail, to hear when something starts."""
    if request.method == "POST" and count(f"interest:{get_ip(request)}")[0] > _MOST:
        return too_many(request)
    names = ("instrument", "year", "near")
    initial = {name: request.GET[name] for name in names if name in request.GET}
    if request.user.is_authenticated:
        initial["email"] = request.user.email
    form = InterestForm(typed(request), initial=initial)
    if form.is_valid():
        user = request.user if request.user.is_authenticated else None
        interests.note(user=user, **form.asked)
        return redirect("tuition:interest_noted")
    status = 422 if form.is_bound else 200
    return render(request, "tuition/finding/interested.html", {"form": form}, status=status)


@login_not_required
@require_safe
def noted(request):
    """What happens next; it says nothing of anybody's address."""
    return render(request, "tuition/finding/interest_noted.html")


@login_not_required
@_FORM
def interest(request, token):
    """The page behind the link in our e-mails: prove the address, or take it back."""
    row = interests.interest_of(token)
    if row is None:
        raise Http404
    by = request.user if request.user.is_authenticated else None
    if request.method == "POST":
        if request.POST.get("answer") == "no":
            interests.withdraw(interest=row, by=by)
        else:
            interests.confirm(interest=row, by=by)
        return redirect("tuition:interest", token)
    return render(request, "tuition/finding/interest.html", {"interest": row})


@require_safe
def interest_list(request):
    """The office's list of who wants to hear of what."""
    require(request.user, "tuition.set_provision")
    require(request.user, "tuition.see_interest")
    filters = InterestFilters(request.GET)
    seen = Interest.objects.visible_to(request.user)
    rows = filters.narrow(seen).select_related("instrument", "school")
    context = {
        "filters": filters,
        "columns": _COLUMNS,
        "page": keyset(request, rows, ("-created_at", "-pk"), among=seen),
    }
    return render(request, "tuition/finding/interests.html", context)


@_FORM
def tell(request, pk):
    """Write to those who wait for something like this near it, after a page that says how many."""
    seen = Provision.objects.visible_to(request.user).select_related("instrument", "venue")
    row = get_object_or_404(seen, pk=pk)
    require(request.user, "tuition.set_provision", row)
    require(request.user, "tuition.see_interest")
    if request.method == "POST":
        is_published = row.state == ProvisionState.PUBLISHED
        number = interests.tell(provision=row, by=request.user) if is_published else 0
        people = "1 person has" if number == 1 else f"{number} people have"
        messages.success(request, f"{people} an e-mail about {row} on its way.")
        return redirect("tuition:provision_office", pk)
    context = {"provision": row, "number": interests.waiting_for(row).count()}
    return render(request, "tuition/finding/tell.html", context)
