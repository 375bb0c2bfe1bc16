"""The account page: what somebody tells us about themselves, and how they sign in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hub.accounts import recovery_codes, second_factor, sessions
from hub.accounts.devices import device
from hub.accounts.middleware import seconds_left
from hub.accounts.sign_in_forms import ProfileForm
from hub.forms import typed
from hub.trail.record import record


@require_GET
def home(request):
    """Everything about one's own account, with a link to change each."""
    factors = list(second_factor.of(request.user))
    passkeys = sum(factor.type == "webauthn" for factor in factors)
    return render(
        request,
        "account/home.html",
        {
            "roles": [str(grant) for grant in request.user.live_grants],
            "has_password": request.user.has_usable_password(),
            "has_app": len(factors) > passkeys,
            "passkeys": passkeys,
            "codes_left": recovery_codes.how_many_left(request.user),
            "sessions": len(sessions.sessions_of(request.user)),
            "tokens_url": reverse("tokens:list"),
        },
    )


@require_http_methods(["GET", "POST"])
def profile(request):
    """Change one's own name and phone number."""
    form = ProfileForm(typed(request), instance=request.user)
    if form.is_valid():
        if form.changed_data:
            form.save()
            # Names and numbers stay off the trail, which nobody can erase.
            record("changed profile", request.user, by=request.user, fields=form.changed_data)
        messages.success(request, "Your details are saved.")
        return redirect("account_home")
    status = 422 if form.is_bound else 200
    return render(request, "account/profile.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def own_sessions(request):
    """Where one is signed in; POST ends all other sessions."""
    if request.method == "POST":
        ended = sessions.end_sessions(
            user=request.user, by=request.user, keep=request.session.session_key
        )
        messages.success(request, _signed_out(ended))
        return redirect("usersessions_list")
    rows = _rows(sessions.sessions_of(request.user), current=request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"rows": rows})


@require_POST
def end_session(request, pk):
    """End one of one's own sessions; this one is what signing out is for."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    sessions.end_session(session=session, by=request.user)
    messages.success(request, _signed_out(1))
    return redirect("usersessions_list")


@require_POST
def stay(request):
    """Any request keeps a session going; this one does nothing else, and says how long."""
    return JsonResponse({"seconds": seconds_left(request)})


def _rows(found, *, current):
    return [
        {
            "session": session,
            "device": device(session.user_agent),
            "is_current": session.session_key == current,
        }
        for session in found
    ]


def _signed_out(ended):
    if not ended:
        return "You are signed in nowhere else."
    return f"Signed out of {ended} other {'device' if ended == 1 else 'devices'}."
