"""Who has a second factor. Which roles need one is ``User.must_set_up_second_factor``."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from hub.accounts.choices import SECOND_FACTOR_ROLES

_NEXT = "after_second_factor"


def of(user):
    """The user's authenticator app and passkeys. Recovery codes only stand in for one."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds)


def is_missing(user):
    """True when the user has neither an authenticator app nor a passkey; never in demo mode."""
    return not settings.HUB_DEMO and not of(user).exists()


def is_required(user):
    """Does one of the user's roles ask for a second factor on every page? Never in demo mode."""
    return not settings.HUB_DEMO and not user.live_roles.isdisjoint(SECOND_FACTOR_ROLES)


def remember_where(request):
    """Keep the page that was asked for, to go there when the second factor is set up."""
    request.session[_NEXT] = request.get_full_path() if request.method == "GET" else ""


def way_back(request):
    """The page that was asked for before, once; or an empty string."""
    return request.session.pop(_NEXT, "")
