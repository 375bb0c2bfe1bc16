"""The page behind the link in the carer's e-mail. The school is not named there: it may be kept
from a carer. The pupil's name is shown to the account with the address alone.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.people.choices import Restriction
from hub.people.models import CarerLink
from hub.places.refusals import PlaceRefused
from tuition.after.words import title_of
from tuition.at_school import applying
from tuition.at_school.forms import CompleteForm
from tuition.at_school.refusals import ApplicationRefused, NotYours


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def for_your_child(request, token):
    """Sign in; choose the child, or add one; then it is an application, or a place."""
    here = reverse("tuition:for_your_child", args=[token])
    try:
        application = applying.find(token, request.user)
        if not request.user.is_authenticated:
            return _to_sign_in(request, here)
        return _completed(request, application, token, here)
    except ApplicationRefused as refusal:
        leave = urlencode({"next": here})
        context = {
            "refusal": str(refusal),
            "sign_out_url": f"{reverse('account_logout')}?{leave}"
            if isinstance(refusal, NotYours)
            else "",
        }
        page = "tuition/at_school/link_over.html"
        return render(request, page, context, status=refusal.status)


def _to_sign_in(request, here):
    back = urlencode({"next": here})
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{back}"
    if request.method == "POST":
        return redirect(sign_in)
    context = {"sign_in_url": sign_in, "sign_up_url": f"{reverse('account_signup')}?{back}"}
    return render(request, "tuition/at_school/link_sign_in.html", context)


def _completed(request, application, token, here):
    show_in(request, AREAS["parent"])
    provision = application.provision
    form = CompleteForm(typed(request), user=request.user, provision=provision)
    if form.is_valid():
        try:
            place = applying.complete(
                token=token, pupil=form.cleaned_data["pupil"], by=request.user
            )
        except PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Done. State: {place.state_in_words.lower()}.")
            return redirect(place)
    # To a carer of whom a child's school or place is kept, neither is named here.
    kept = CarerLink.objects.live().of_user(request.user).exclude(restriction=Restriction.NONE)
    is_open = not kept.exists()
    context = {
        "application": application,
        "title": title_of(provision, is_open=is_open),
        "provision_url": provision.get_absolute_url() if is_open else "",
        "form": form,
        "add_url": f"{reverse('family:child_add')}?{urlencode({'next': here})}",
        "has_children": form.fields["pupil"].queryset.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "tuition/at_school/link.html", context, status=status)
