"""The page behind an invitation's link: what it is for, and a way to take it up.

Whoever holds the link may open the page; the token is the right, so no other is asked.
"""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hub.accounts import invitations, invited
from hub.accounts.invitation_forms import SignUpByInvitationForm
from hub.forms import typed


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Show the invitation; on POST give the role to who is signed in, or to who signs up here."""
    try:
        invitation = invitations.find(token)
        invitations.check(invitation)
        if request.user.is_authenticated:
            return _by_who_is_signed_in(request, invitation, token)
        if invitations.account_of(invitation) is not None:
            return _to_sign_in(request, invitation, token)
        return _by_who_signs_up(request, invitation, token)
    except invitations.InvitationRefused as refusal:
        return _refused(request, refusal, token)


def _by_who_is_signed_in(request, invitation, token):
    if not invitations.is_for(invitation, request.user):
        raise invitations.not_for(request.user)
    if request.method != "POST":
        return render(request, "people/invitation.html", {"invitation": invitation})
    invitations.accept(token=token, by=request.user)
    messages.success(request, f"You have a new role: {invitation.role_in_words}.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _to_sign_in(request, invitation, token):
    here = reverse("invitations:accept", args=[token])
    sign_in_url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
    if request.method == "POST":  # the account was made since the page was opened
        return redirect(sign_in_url)
    context = {"invitation": invitation, "sign_in_url": sign_in_url}
    return render(request, "people/invitation_sign_in.html", context)


def _by_who_signs_up(request, invitation, token):
    form = SignUpByInvitationForm(typed(request), email=invitation.email)
    if form.is_valid():
        given = invited.sign_up(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
        )
        messages.success(request, f"Welcome. Your role: {invitation.role_in_words}.")
        response = perform_login(request, given.user, redirect_url=settings.LOGIN_REDIRECT_URL)
        # They have just chosen the password: setting up a second factor does not ask for it again.
        record_authentication(request, given.user, "password")
        return response
    context = {"invitation": invitation, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/invitation_sign_up.html", context, status=status)


def _refused(request, refusal, token):
    """The sentence, and what may help: another account, or the hub's own people."""
    other_account = isinstance(refusal, invitations.InvitationNotYours)
    here = reverse("invitations:accept", args=[token])
    context = {
        "refusal": str(refusal),
        "sign_out_url": f"{reverse('account_logout')}?{urlencode({'next': here})}"
        if other_account and request.user.is_authenticated
        else "",
    }
    return render(request, "people/invitation_refused.html", context, status=refusal.status)
