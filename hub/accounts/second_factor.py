"""Who has a second factor. Which roles need one is ``User.must_set_up_second_factor``."""

from allauth.mfa.models import Authenticator
from django.conf import settings


def is_missing(user):
    """True when the user has neither an authenticator app nor a passkey; never in demo mode."""
    if settings.HUB_DEMO:
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not Authenticator.objects.filter(user=user, type__in=kinds).exists()
