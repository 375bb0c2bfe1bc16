"""The page behind a carer's invitation. Whoever holds the link may open it; the token is the right.

Children's names are shown to nobody but the account with the invited address.
"""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.accounts.invitation_forms import SignUpByInvitationForm
from hub.accounts.invitations import account_of, is_for
from hub.forms import typed
from hub.people import inviting
from hub.people.refusals import FamilyRefused

_DONE = "You now look after these children here."


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Show the invitation; on POST link who is signed in, or who signs up here."""
    try:
        invitation = inviting.find(token)
        inviting.check(invitation)
        if request.user.is_authenticated:
            return _by_who_is_signed_in(request, invitation, token)
        if account_of(invitation) is not None:
            return _to_sign_in(request, invitation, token)
        return _by_who_signs_up(request, invitation, token)
    except FamilyRefused as refusal:
        return _refused(request, refusal, token)


def _by_who_is_signed_in(request, invitation, token):
    if not is_for(invitation, request.user):
        raise inviting.not_for(request.user)
    if request.method != "POST":
        names = [pupil.full_name for pupil in inviting.pupils_of(invitation)]
        context = {"invitation": invitation, "names": names}
        return render(request, "family/invitation.html", context)
    inviting.accept(token=token, by=request.user)
    messages.success(request, _DONE)
    return redirect("family:home")


def _to_sign_in(request, invitation, token):
    here = reverse("family:invitation", args=[token])
    sign_in_url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
    if request.method == "POST":  # the account was made since the page was opened
        return redirect(sign_in_url)
    context = {"invitation": invitation, "sign_in_url": sign_in_url}
    return render(request, "family/invitation_sign_in.html", context)


def _by_who_signs_up(request, invitation, token):
    form = SignUpByInvitationForm(typed(request), email=invitation.email)
    if form.is_valid():
        user = inviting.sign_up(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
        )
        messages.success(request, _DONE)
        response = perform_login(request, user, redirect_url=reverse("family:home"))
        # They have just chosen the password: setting up a second factor does not ask for it again.
        record_authentication(request, user, "password")
        return response
    context = {"invitation": invitation, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "family/invitation_sign_up.html", context, status=status)


def _refused(request, refusal, token):
    other_account = isinstance(refusal, inviting.InvitationNotYours)
    here = reverse("family:invitation", args=[token])
    context = {
        "refusal": str(refusal),
        "sign_out_url": f"{reverse('account_logout')}?{urlencode({'next': here})}"
        if other_account and request.user.is_authenticated
        else "",
    }
    return render(request, "people/invitation_refused.html", context, status=refusal.status)
