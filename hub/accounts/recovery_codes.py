"""Recovery codes are shown once: in the session that made them, until they are saved."""

from allauth.mfa.models import Authenticator

_FRESH = "recovery_codes_to_show"


def show_in_this_session(request):
    """Let this session, and no other, show the codes that were made just now."""
    request.session[_FRESH] = of(request.user).pk


def to_show(request):
    """The codes that this session may still show, or None."""
    authenticator = of(request.user)
    if authenticator is None or request.session.get(_FRESH) != authenticator.pk:
        return None
    return authenticator.wrap().get_unused_codes()


def hide(request):
    """They are saved: never show them again."""
    request.session.pop(_FRESH, None)
    authenticator = of(request.user)
    if authenticator is not None:
        authenticator.wrap().mark_as_viewed()


def how_many_left(user):
    """How many codes can still be used."""
    authenticator = of(user)
    return len(authenticator.wrap().get_unused_codes()) if authenticator else 0


def of(user):
    """The Authenticator that holds this user's codes, or None."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
