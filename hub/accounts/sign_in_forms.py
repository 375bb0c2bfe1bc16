"""allauth's forms in our words. They are named in settings.ACCOUNT_FORMS and MFA_FORMS."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from hub.accounts import passwords
from hub.accounts.mfa_adapter import MFAAdapter
from hub.accounts.models import User
from hub.accounts.passkey_field import PasskeyField
from hub.forms import HubFormMixin, HubModelForm, check_phone

EMAIL_HINT = "We send a code to this address to make sure that it is yours."
LEFT_EMPTY = {
    "code": "Enter the code",
    "email": "Enter your e-mail address",
    "login": "Enter your e-mail address",
    "name": "Enter your full name",
    "oldpassword": "Enter your current password",
    "password": "Enter your password",
    "password1": "Choose a password",
    "password2": "Enter the new password again",
}
NOT_AN_ADDRESS = "Enter an e-mail address in the correct format, like name@example.com"


class _Words:
    """Labels and hints over those that allauth gave; no placeholders."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name in LEFT_EMPTY:
                field.error_messages["required"] = LEFT_EMPTY[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NOT_AN_ADDRESS
                field.widget.attrs["spellcheck"] = "false"


class OurForm(HubFormMixin, _Words):
    """Goes before a form of allauth's in the list of bases."""


class LoginForm(OurForm, account.LoginForm):
    labels = {"login": "E-mail address", "password": "Password"}


class SignupForm(OurForm, account.SignupForm):
    """Asks for a full name too, and does the same work whether or not the address is known."""

    name = forms.CharField(max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]
    labels = {
        "name": "Full name",
        "email": "E-mail address",
        "password1": "Password",
        "website": "Leave this box empty",
    }
    hints = {"email": EMAIL_HINT, "password1": passwords.HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # allauth hides this trap for machines with an inline style, which our policy forbids.
        trap = self.fields["website"].widget
        trap.attrs = {"tabindex": "-1", "autocomplete": "off"}

    def try_save(self, request):
        if self.account_already_exists or self.cleaned_data["website"]:
            # Hashing takes most of the time of a sign-up: without it a stop-watch would tell
            # whose address we know (T19).
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class _NewPassword(OurForm):
    labels = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }
    hints = {"password1": passwords.HINT}


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    pass


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    pass


class ResetPasswordForm(OurForm, account.ResetPasswordForm):
    labels = {"email": "E-mail address"}


class ResetPasswordKeyForm(_NewPassword, account.ResetPasswordKeyForm):
    pass


class AddEmailForm(OurForm, account.AddEmailForm):
    labels = {"email": "New e-mail address"}
    hints = {"email": EMAIL_HINT}


class ReauthenticateForm(OurForm, account.ReauthenticateForm):
    labels = {"password": "Password"}


class RequestLoginCodeForm(OurForm, account.RequestLoginCodeForm):
    labels = {"email": "E-mail address"}


class _Code(OurForm):
    labels = {"code": "Code"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].max_length = 40
        self.fields["code"].widget.attrs |= {
            "class": "govuk-input--width-10",
            "spellcheck": "false",
            "maxlength": "40",
        }


class _EmailedCode(_Code):
    hints = {"code": "Eight letters, like BCDF-GHJK. The dash can be left out."}


class _AppCode(_Code):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ConfirmLoginCodeForm(_EmailedCode, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(_EmailedCode, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(_EmailedCode, account.ConfirmPasswordResetCodeForm):
    pass


class AuthenticateForm(_AppCode, mfa.AuthenticateForm):
    hints = {"code": "Six figures from your app, or one of your recovery codes."}


class MfaReauthenticateForm(_AppCode, mfa.ReauthenticateForm):
    hints = {"code": "Six figures from your app, or one of your recovery codes."}


class ActivateTOTPForm(_AppCode, totp.ActivateTOTPForm):
    labels = {"code": "Code that the app shows now"}
    hints = {"code": "Six figures. They change every half minute."}


class DeactivateTOTPForm(OurForm, totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(OurForm, recovery_codes.GenerateRecoveryCodesForm):
    pass


class AddWebAuthnForm(OurForm, webauthn.AddWebAuthnForm):
    """Every key is a passkey: it asks for a finger, face or PIN, and signs in by itself."""

    credential = PasskeyField(RegistrationResponse)
    labels = {"name": "Name of this passkey"}
    hints = {"name": "To tell it from others, such as “Work laptop”."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs |= {"maxlength": "60", "autocomplete": "off"}
        del self.fields["passwordless"]

    def clean_name(self):
        return super().clean_name()[:60]

    def clean(self):
        # The browser was asked for a verified user; this makes allauth look that it obeyed.
        self.cleaned_data["passwordless"] = True
        return super().clean()


class EditWebAuthnForm(OurForm, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    labels = {"name": "Name of this passkey"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Enter a name for this passkey"


class RemoveWebAuthnForm(HubFormMixin, forms.Form):
    """Nothing to fill in; refuses to take the last factor off somebody who needs one."""

    def __init__(self, *args, instance, **kwargs):
        self.instance = instance
        super().__init__(*args, **kwargs)

    def clean(self):
        adapter = MFAAdapter()
        if not adapter.can_delete_authenticator(self.instance):
            raise adapter.validation_error("cannot_delete_authenticator")
        return super().clean()


class AuthenticateWebAuthnForm(OurForm, webauthn.AuthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class LoginWebAuthnForm(OurForm, webauthn.LoginWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class ReauthenticateWebAuthnForm(OurForm, webauthn.ReauthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class ProfileForm(HubModelForm):
    """What somebody tells us about themselves."""

    class Meta:
        model = User
        fields = ["name", "phone"]
        labels = {"name": "Full name", "phone": "Phone number"}
        help_texts = {"phone": "For when something about a lesson or a visit cannot wait."}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput(
                {"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = LEFT_EMPTY["name"]
        self.fields["phone"].validators.append(check_phone)
