"""The page behind the link of a carer's invitation.

Children's names are shown to nobody but the account with the invited address.
"""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.accounts.invitation_page import InvitationPage
from hub.people import inviting
from hub.people.refusals import FamilyRefused


def _done(invitation):
    return "You now look after these children here."


def _names(invitation):
    return {"names": [pupil.full_name for pupil in inviting.pupils_of(invitation)]}


_PAGE = InvitationPage(
    verbs=inviting,
    sign_up=inviting.sign_up,
    refusal=FamilyRefused,
    route="family:invitation",
    template="family/invitation.html",
    sign_in_template="family/invitation_sign_in.html",
    sign_up_template="family/invitation_sign_up.html",
    leads_to="family:home",
    done=_done,
    welcome=_done,
    details=_names,
)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Show the invitation; on POST link who is signed in, or who signs up here."""
    return _PAGE.answer(request, token)
