"""Pages of the second factor: allauth's, with our order of steps and our rules."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods

from hub.accounts import recovery_codes, second_factor
from hub.accounts.qr import qr_path
from hub.accounts.sign_in_forms import RemoveWebAuthnForm
from hub.trail.record import record


class SecondFactor(base.IndexView):
    """What somebody has set up, and what they can add."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        factors = list(second_factor.of(user).order_by("created_at", "pk"))
        passkeys = [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN]
        return {
            "has_app": len(passkeys) < len(factors),
            "passkeys": passkeys,
            "codes_left": recovery_codes.how_many_left(user),
            "has_factor": bool(factors),
            "is_required": second_factor.is_required(user),
        }


class _LeadsOn:
    """After the factor come the recovery codes, then the page that was asked for."""

    def get_success_url(self):
        if self.did_generate_recovery_codes:
            recovery_codes.show_in_this_session(self.request)
            return reverse("mfa_view_recovery_codes")
        return second_factor.way_back(self.request) or reverse("mfa_index")


class AddApp(_LeadsOn, totp.ActivateTOTPView):
    """Set up an authenticator app. The QR code is drawn in the page: nothing leaves it."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["qr"] = qr_path(context["totp_url"])
        context["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context


class RemoveApp(totp.DeactivateTOTPView):
    """Take the authenticator app off, unless it is the last factor of somebody who needs one."""


class AddPasskey(_LeadsOn, webauthn.AddWebAuthnView):
    """Set up a passkey: always one that can sign in by itself."""

    def get_context_data(self, **kwargs):
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Take a passkey off, unless it is the last factor of somebody who needs one."""

    form_class = RemoveWebAuthnForm
    success_url = reverse_lazy("mfa_index")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.get_object()}


class RenamePasskey(webauthn.EditWebAuthnView):
    """Give a passkey another name."""

    success_url = reverse_lazy("mfa_index")

    @transaction.atomic
    def form_valid(self, form):
        user = self.request.user
        record("renamed passkey", user, by=user, fields=["second factor"])
        return super().form_valid(form)


class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones stop working."""

    def get_success_url(self):
        recovery_codes.show_in_this_session(self.request)
        return super().get_success_url()


@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.mfa")
def show_recovery_codes(request):
    """Show the codes made just now; POST says that they are saved and hides them for good."""
    if request.method == "POST":
        recovery_codes.hide(request)
        return redirect(second_factor.way_back(request) or "mfa_index")
    to_show = recovery_codes.to_show(request)
    if to_show is None:
        return redirect("mfa_index")
    return render(request, "mfa/recovery_codes/index.html", {"codes": to_show})
