"""The account page: what somebody tells us about themselves, and how they sign in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from hub.accounts import recovery_codes, second_factor, sessions
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
