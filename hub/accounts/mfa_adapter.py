"""How the second factor behaves here: secrets are encrypted, and who needs one keeps one."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from hub.accounts import second_factor
from hub.policy.current import hub_settings

_PURPOSE = b"hub.second-factor"


class MFAAdapter(DefaultMFAAdapter):
    """The second-factor half of sign-in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Your role needs a second step. Add another app or passkey before you remove this one."
        ),
        "cannot_generate_recovery_codes": "Add an app or a passkey first.",
        "incorrect_code": "The code is not right. Enter the newest one",
        "unverified_email": "Confirm your e-mail address first.",
    }

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """Not the last factor of somebody whose role asks for one: it would shut them out."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        user = authenticator.user
        others = second_factor.of(user).exclude(pk=authenticator.pk)
        return others.exists() or not second_factor.is_required(user)

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def _get_site_name(self):
        return hub_settings().name


def reencrypted(encrypted_text):
    """The same secret, encrypted with the newest key. Raises InvalidToken when no key reads it."""
    return _cipher().rotate(encrypted_text.encode()).decode()


def is_of_newest_secret(encrypted_text):
    """Was this encrypted with the secret that is in force now?"""
    try:
        _cipher([settings.SECRET_KEY]).decrypt(encrypted_text.encode())
    except InvalidToken:
        return False
    return True


def _cipher(secrets=None):
    """Encrypts with the newest secret and reads what any of them wrote."""
    secrets = secrets or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(_PURPOSE + secret.encode()).digest()))
        for secret in secrets
    )
