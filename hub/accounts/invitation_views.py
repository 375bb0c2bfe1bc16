"""The page behind the link of an invitation to a role."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_http_methods

from hub.accounts import invitations, invited
from hub.accounts.invitation_page import InvitationPage

_PAGE = InvitationPage(
    verbs=invitations,
    sign_up=lambda **new: invited.sign_up(**new).user,
    refusal=invitations.InvitationRefused,
    route="invitations:accept",
    template="people/invitation.html",
    sign_in_template="people/invitation_sign_in.html",
    sign_up_template="people/invitation_sign_up.html",
    leads_to=settings.LOGIN_REDIRECT_URL,
    done=lambda invitation: f"You have a new role: {invitation.role_in_words}.",
    welcome=lambda invitation: f"Welcome. Your role: {invitation.role_in_words}.",
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Show the invitation; on POST give the role to who is signed in, or to who signs up here."""
    return _PAGE.answer(request, token)
