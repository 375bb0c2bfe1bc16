"""The front door, and the home page of every area: a list of things to do."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.accounts import second_factor
from hub.home.areas import AREAS
from hub.home.forms import FindForm
from hub.home.here import area_of, show_in
from hub.home.registry import things_to_do
from hub.permissions import may


@login_not_required
@require_safe
def public(request):
    """What the hub is for, and the ways in."""
    return render(request, "home/public.html", {"search": FindForm()})


@require_safe
def home(request):
    """On to the home of the area that somebody is in; without a live role, how to get one."""
    area = area_of(request)
    if area is not None:
        return redirect(area.page) if area.page else redirect("home:area", area.key)
    today = timezone.localdate()
    grants = request.user.grants.filter(ended_at__isnull=True, starts_on__gt=today)
    return render(
        request,
        "home/no_role.html",
        {
            "starts_on": grants.order_by("starts_on").values_list("starts_on", flat=True).first(),
            "had_one": request.user.grants.exists(),
        },
    )


@require_safe
def area(request, key):
    """What waits for this person in the area, then who they are and whom to ask."""
    area = AREAS.get(key)
    if area is None or not may(request.user, area.right):
        raise Http404("No such area, or not yours to know of")
    if area.page:
        return redirect(area.page)
    show_in(request, area)
    return render(
        request,
        "home/area.html",
        {
            "area": area,
            "things": things_to_do(request.user, area.key),
            "second_factor": second_factor.of(request.user).exists(),
        },
    )
