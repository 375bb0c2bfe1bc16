"""The home page of carers and adult learners, and their own contact details."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts import second_factor
from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.home.registry import things_to_do
from hub.people import carers
from hub.people.family.cards import cards_of
from hub.people.family.forms import DetailsForm
from hub.people.models import Carer
from hub.permissions import require


@require_safe
def home(request):
    """Things to do, a card for each learner, and how to reach the carer."""
    require(request.user, "home.enter_parent")
    area = AREAS["parent"]
    show_in(request, area)
    cards = cards_of(request.user)
    context = {
        "area": area,
        "things": things_to_do(request.user, area.key),
        "cards": cards,
        "learns": any(card.pupil.is_adult for card in cards),
        "carer": _carer(request.user),
        "second_factor": second_factor.of(request.user).exists(),
    }
    return render(request, "family/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request):
    """Change how one is called and reached, and where one lives: nobody else's is shown here."""
    require(request.user, "home.enter_parent")
    show_in(request, AREAS["parent"])
    carer = _carer(request.user)
    initial = {name: getattr(carer, name) for name in ("name", "phone", *carers.ADDRESS)}
    form = DetailsForm(typed(request), initial=initial | {"name": request.user.name})
    if form.is_valid():
        carer = carers.ensure(user=request.user)
        carers.change_details(carer=carer, by=request.user, **form.cleaned_data)
        messages.success(request, "Your details are saved.")
        return redirect("family:home")
    status = 422 if form.is_bound else 200
    return render(request, "family/details.html", {"form": form}, status=status)


def _carer(user):
    """The carer's row, or one that is not saved: looking changes nothing."""
    found = Carer.objects.visible_to(user).filter(user=user).first()
    return found or Carer(user=user, name=user.name, email=user.email, phone=user.phone)
