"""Between a signed-in browser and every page: how long a session lasts, and the second factor."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from hub.accounts import second_factor, sessions
from hub.permissions import SecondFactorNeeded

#: Reached by somebody whose second factor is still missing: what sets one up, and the way out.
SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "account_logout",
        "account_stay",
    }
)
#: Codes of form errors that say "too often", whatever else is wrong with the form.
TOO_OFTEN = {"too_many_login_attempts", "rate_limited"}
TOO_MANY_REQUESTS, UNPROCESSABLE, PAUSE_SECONDS = 429, 422, 300
REQUIRED = "Your role needs a second step when you sign in. Set one up, then go on."
SENSITIVE = (
    "The page you asked for shows pupils' names or money, so it needs a second step when you "
    "sign in. Set it up now and we take you back there."
)


class SessionLimits:
    """Ends sessions that have been idle or open for too long (sessions.py says how long).

    When it does, it leaves ``request.expired_user_id`` for whoever keeps a half-filled form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.sign_in_ends_at = None
        if request.user.is_authenticated:
            session, reason = sessions.hold(request)
            if reason:
                self._end(request, session, reason)
            else:
                request.sign_in_ends_at = sessions.ends_at(session, request.user)
        return self.get_response(request)

    @staticmethod
    def _end(request, session, reason):
        request.expired_user_id = request.user.pk
        UserSession.objects.filter(pk=session.pk).delete()
        logout(request)
        request.session[sessions.SIGNED_OUT_BECAUSE] = reason


class SecondFactorGate:
    """Sends whoever needs a second factor and has none to the page that sets one up.

    Staff, tutors, leaders and partners reach nothing else; school and trust roles meet it at the
    first page that raises SecondFactorNeeded. Public pages stay open: they show nobody's data.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.HUB_DEMO or not request.user.is_authenticated or self._is_open(request, view):
            return None
        if not request.user.must_set_up_second_factor():
            return None
        return self._to_set_up(request, REQUIRED)

    def process_exception(self, request, exception):
        if isinstance(exception, SecondFactorNeeded):
            return self._to_set_up(request, SENSITIVE)
        return None

    @staticmethod
    def _is_open(request, view):
        if request.path.startswith("/api/"):
            return False  # REST framework switches the sign-in rule off for its views
        return (
            not getattr(view, "login_required", True) or request.resolver_match.url_name in SET_UP
        )

    @staticmethod
    def _to_set_up(request, why):
        if request.path.startswith("/api/"):
            problem = {"title": "Second factor needed", "status": 403, "detail": why}
            return JsonResponse(problem, status=403, content_type="application/problem+json")
        second_factor.remember_where(request)
        if why != REQUIRED:  # that, the page says by itself
            messages.warning(request, why)
        return redirect("mfa_index")


class TrueStatus:
    """Gives allauth's pages with a form that was refused the status that says so.

    allauth answers 200: ours are 422, and 429 when the form says "too often".
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if request.method == "POST" and response.status_code == 200:
            forms = (value for value in (response.context_data or {}).values())
            refused = [form for form in forms if isinstance(form, BaseForm) and form.errors]
            if refused and _too_often(refused):
                response.status_code, response["Retry-After"] = (
                    TOO_MANY_REQUESTS,
                    str(PAUSE_SECONDS),
                )
            elif refused:
                response.status_code = UNPROCESSABLE
        return response


def _too_often(forms):
    return any(
        error.code in TOO_OFTEN
        for form in forms
        for errors in form.errors.as_data().values()
        for error in errors
    )


def seconds_left(request):
    """Whole seconds until the session of this request ends by itself, or None."""
    ends_at = getattr(request, "sign_in_ends_at", None)
    return int((ends_at - timezone.now()).total_seconds()) if ends_at else None
