"""The basket: taking something, looking at it, keeping it longer, taking it out again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.places.refusals import PlaceRefused
from tuition.booking import basket as verbs
from tuition.booking.basket_page import page_of
from tuition.booking.opening import basket_for, basket_of
from tuition.models import BasketLine, Provision


@login_not_required
@require_POST
def take(request, pk):
    """Put a lesson or group in the basket; a group with a day and time is held at once."""
    seen = Provision.objects.visible_to(request.user).select_related("instrument", "venue")
    provision = get_object_or_404(seen, pk=pk)
    try:
        line = verbs.put_in(
            basket=basket_for(request),
            provision=provision,
            by=_by(request),
            another=bool(request.POST.get("another")),
        )
    except PlaceRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        if provision.is_fixed and not line.is_held:
            messages.info(
                request,
                f"{provision} has no place left. It is in your basket: you can join the waiting "
                "list, and we write to you when a place comes up.",
            )
    return redirect("tuition:basket")


@login_not_required
@require_safe
def basket(request):
    """What is in the basket, by child, and until when places are held."""
    return render(request, "tuition/booking/basket.html", page_of(basket_of(request)))


@login_not_required
@require_POST
def keep(request):
    """Keep the places thirty minutes longer."""
    own = basket_of(request)
    if own is not None and not verbs.keep_longer(basket=own, by=_by(request)):
        messages.warning(
            request,
            "We could not keep every place longer. Please book now what you want to have.",
        )
    return redirect("tuition:check" if "back" in request.POST else "tuition:basket")


@login_not_required
@require_POST
def again(request, pk):
    """Try once more to hold a place that was given back."""
    line = _line(request, pk)
    try:
        line = verbs.hold_again(line=line, by=_by(request))
    except PlaceRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        if not line.is_held:
            messages.info(
                request,
                f"The last place in {line.provision} has gone. You can join its waiting list.",
            )
    return redirect("tuition:basket")


@login_not_required
@require_POST
def remove(request, pk):
    """Take one line out."""
    line = _line(request, pk)
    try:
        verbs.remove(line=line, by=_by(request))
    except PlaceRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{line.provision} is out of your basket.")
    return redirect("tuition:basket")


def _line(request, pk):
    """A line of the basket of whoever asks; anybody else's is not there."""
    own = basket_of(request)
    return get_object_or_404(BasketLine.objects.with_all().filter(basket=own), pk=pk)


def _by(request):
    return request.user if request.user.is_authenticated else None
