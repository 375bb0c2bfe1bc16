"""Leaving a role at a school: handing it over to a colleague, or ending it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render

from hub.accounts.models import RoleGrant
from hub.forms import typed
from hub.home.here import show_school
from schools import handing_over
from schools.claim_forms import LeaveForm
from schools.models import HandOver


def leave(request, pk):
    """One's own role: invite a successor and end it when they accept, or end it now."""
    own = RoleGrant.objects.allowing("schools.leave_role", request.user)
    grant = get_object_or_404(own.select_related("school", "user"), pk=pk)
    show_school(request, grant.school)
    waiting = HandOver.objects.waiting().filter(grant=grant).select_related("invitation").first()
    can_invite = handing_over.may_be_handed_over(grant) and waiting is None
    form = LeaveForm(typed(request), can_invite=can_invite)
    if form.is_valid():
        try:
            said = _leave(grant, by=request.user, **form.cleaned_data)
        except handing_over.HandOverRefused as refusal:
            form.add_error("email" if form.hands_over else None, str(refusal))
        else:
            # Ending a role may have ended this session too, to which nothing can be written then.
            is_out = not request.session.exists(request.session.session_key)
            if is_out:
                logout(request)
            messages.success(request, said)
            return redirect("home:public" if is_out else "home:home")
    others = RoleGrant.objects.live().filter(role=grant.role, school=grant.school)
    context = {
        "grant": grant,
        "school": grant.school,
        "form": form,
        "waiting": waiting,
        "will": _what_ends(grant),
        "is_last": not others.exclude(user=grant.user).filter(user__is_active=True).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "schools/leave.html", context, status=status)


def _what_ends(grant):
    """Sentences about ending one's own role."""
    left = [str(other) for other in grant.user.live_grants if other.pk != grant.pk]
    return [
        f"You no longer see what {grant.school} sees.",
        f"What stays: {', '.join(left)}."
        if left
        else "No role is left: after signing in, the portal shows only your account.",
        "You are signed out on every device, unless you have the same role elsewhere.",
        "Invitations that you sent and could not send without the role are withdrawn, and programs "
        "that use your tokens stop, when it was your last role.",
        "You are told by e-mail. What you did stays on the trail.",
    ]


def _leave(grant, *, how, by, email=""):
    if how == LeaveForm.HAND_OVER:
        handing_over.begin(grant=grant, email=email, by=by)
        return f"We have invited {email}. Your role ends when they accept, and not before."
    handing_over.leave(grant=grant, by=by)
    return f"Your role has ended: {grant}. Thank you for what you did."
