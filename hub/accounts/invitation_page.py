"""The page behind the link of an invitation, of whatever kind: shown, and taken up.

Whoever holds the link may open the page; the token is the right, so no other is asked. Who is
signed in accepts, who has an account signs in first, and who has none makes one here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse

from hub.accounts.invitation_forms import SignUpByInvitationForm
from hub.accounts.invitations import account_of, is_for
from hub.accounts.models import User
from hub.forms import typed


@dataclass(frozen=True)
class InvitationPage:
    """A kind of invitation.

    ``verbs``: its module: ``find``, ``check``, ``accept``, ``not_for``, ``InvitationNotYours``;
    ``refusal``: what they raise, with a ``status``; ``sign_up``: makes the account, accepts, and
    returns the User; ``details``: what ``template`` shows beside the invitation.
    """

    verbs: Any
    sign_up: Callable[..., User]
    refusal: type[Exception]
    route: str
    template: str
    sign_in_template: str
    sign_up_template: str
    leads_to: str
    done: Callable[[Any], str]
    welcome: Callable[[Any], str]
    details: Callable[[Any], dict] = lambda invitation: {}

    def answer(self, request, token):
        """Show the invitation; on POST accept for who is signed in, or for who signs up here."""
        try:
            invitation = self.verbs.find(token)
            self.verbs.check(invitation)
            if request.user.is_authenticated:
                return self._by_who_is_signed_in(request, invitation, token)
            if account_of(invitation) is not None:
                return self._to_sign_in(request, invitation, token)
            return self._by_who_signs_up(request, invitation, token)
        except self.refusal as refusal:
            return self._refused(request, refusal, token)

    def _by_who_is_signed_in(self, request, invitation, token):
        if not is_for(invitation, request.user):
            raise self.verbs.not_for(request.user)
        if request.method != "POST":
            context = {"invitation": invitation, **self.details(invitation)}
            return render(request, self.template, context)
        self.verbs.accept(token=token, by=request.user)
        messages.success(request, self.done(invitation))
        return redirect(self.leads_to)

    def _to_sign_in(self, request, invitation, token):
        here = reverse(self.route, args=[token])
        sign_in_url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
        if request.method == "POST":  # the account was made since the page was opened
            return redirect(sign_in_url)
        context = {"invitation": invitation, "sign_in_url": sign_in_url}
        return render(request, self.sign_in_template, context)

    def _by_who_signs_up(self, request, invitation, token):
        form = SignUpByInvitationForm(typed(request), email=invitation.email)
        if form.is_valid():
            cleaned = form.cleaned_data
            user = self.sign_up(token=token, name=cleaned["name"], password=cleaned["password"])
            messages.success(request, self.welcome(invitation))
            response = perform_login(request, user, redirect_url=resolve_url(self.leads_to))
            # They have just chosen the password: setting up a second factor does not ask again.
            record_authentication(request, user, "password")
            return response
        context = {"invitation": invitation, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, self.sign_up_template, context, status=status)

    def _refused(self, request, refusal, token):
        """The sentence, and what may help: another account, or the hub's own people."""
        other_account = isinstance(refusal, self.verbs.InvitationNotYours)
        here = reverse(self.route, args=[token])
        context = {
            "refusal": str(refusal),
            "sign_out_url": f"{reverse('account_logout')}?{urlencode({'next': here})}"
            if other_account and request.user.is_authenticated
            else "",
        }
        return render(request, "people/invitation_refused.html", context, status=refusal.status)
