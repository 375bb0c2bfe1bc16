"""How allauth behaves here: its sentences, its links, its e-mails, its redirects."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import has_verified_email
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hub.accounts import sign_in_mail

WAIT = "Too many attempts. Wait five minutes and try again, or ask for a sign-in code by e-mail."


class AccountAdapter(DefaultAccountAdapter):
    """The account half of sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Contact the hub.",
        "duplicate_email": "This is already your e-mail address",
        "email_password_mismatch": (
            "The e-mail address or the password is not right. "
            "Check both, or ask for a sign-in code by e-mail."
        ),
        "email_taken": "Another account has this e-mail address",
        "enter_current_password": "The current password is not right",
        "incorrect_code": "The code is not right. Check the newest e-mail from us",
        "incorrect_password": "The password is not right",
        "invalid_password_reset": "This code has been used or has run out. Ask for a new one",
        "too_many_login_attempts": WAIT,
        "rate_limited": "We sent you a code a moment ago. Wait ten seconds, then ask again.",
        "same_as_current": "This is already your e-mail address",
    }

    def is_safe_url(self, url):
        """Only our own pages: a ``next`` that leads anywhere else counts as not given (T17)."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_ajax(self, request):
        """Only the passkey script speaks JSON; every other answer is a page with a true status."""
        match = request.resolver_match
        return (
            match is not None
            and match.url_name == "mfa_login_webauthn"
            and request.headers.get("Accept") == "application/json"
        )

    def authenticate(self, request, **credentials):
        """The user of these credentials, or None.

        A password counts only once the address is proven: otherwise whoever signs up with
        somebody's address, then tries the new password, learns whether it was known before.
        """
        user = super().authenticate(request, **credentials)
        if user and user.is_active and not has_verified_email(user):
            self.pre_authenticate(request, **credentials)  # counts as a failure, like any other
            return None
        return user

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not within five minutes of signing in or of the last such question."""
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0)
        return time.time() - newest >= REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request):
        """The caller's address, or 0.0.0.0 for a server behind a socket that passes none on."""
        return get_client_ip(request) or "0.0.0.0"  # noqa: S104  (a mark, nothing is bound to it)

    def get_password_change_redirect_url(self, request):
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account_home" if self.request.user.is_authenticated else "account_login")

    def get_login_stages(self):
        ours = {
            "allauth.mfa.stages.AuthenticateStage": "hub.accounts.login_stages.SecondStep",
            "allauth.mfa.stages.TrustStage": "hub.accounts.login_stages.OwnPhone",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your app, or a recovery code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit=commit)

    def send_mail(self, template_prefix, email, context):
        """Our own e-mail for allauth's occasion."""
        sign_in_mail.send(
            template_prefix.rsplit("/", 1)[-1],
            to=email,
            user=context.get("user"),
            code=context.get("code", ""),
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell somebody of a change to how they sign in."""
        sign_in_mail.notify(
            template_prefix.rsplit("/", 1)[-1],
            user=user,
            to=email or user.email,
            address=self.get_client_ip(self.request),
            user_agent=self.get_http_user_agent(self.request),
        )
