"""Who else looks after a child: invited, taken back, left."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.people import inviting, own_links
from hub.people.choices import Relationship
from hub.people.family.cards import own_pupils
from hub.people.family.care_forms import InviteForm
from hub.people.family.child_views import fetch, pupil_page
from hub.people.family.forms import BondForm
from hub.people.models import CarerInvitation, CarerLink
from hub.people.refusals import FamilyRefused
from hub.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, pk):
    """Ask another carer in, to this child and to others of the family."""
    pupil = fetch(request, pk)
    require(request.user, "people.invite_carer", pupil)
    pupils = own_pupils(request.user).allowing("people.invite_carer", request.user)
    form = InviteForm(typed(request), pupils=pupils, initial={"pupils": [pupil.pk]})
    if form.is_valid():
        try:
            invitation, _ = inviting.invite(by=request.user, **form.asked)
        except FamilyRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(
                request,
                f"The invitation is on its way to {invitation.email}. It can be accepted within "
                "seven days.",
            )
            return redirect(pupil_page(pupil))
    status = 422 if form.is_bound else 200
    return render(request, "family/invite.html", {"form": form, "pupil": pupil}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    """Take one's own invitation back, after a page that says so."""
    show_in(request, AREAS["parent"])
    own = CarerInvitation.objects.visible_to(request.user).filter(invited_by__user=request.user)
    invitation = get_object_or_404(own, pk=pk)
    if request.method != "POST":
        require(request.user, "people.withdraw_carer_invitation", invitation)
        return render(request, "family/take_back.html", {"invitation": invitation})
    try:
        inviting.revoke(invitation=invitation, by=request.user)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The invitation is taken back. Its link no longer works.")
    return redirect("family:home")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """No longer look after a child here, after a page that says what follows."""
    pupil = fetch(request, pk)
    link = own_link(request, pupil)
    require(request.user, "people.leave_pupil", link)
    refusal = own_links.why_not_leave(link)
    if refusal is None and request.method == "POST":
        try:
            own_links.leave(link=link, by=request.user)
        except FamilyRefused as meanwhile:
            refusal = meanwhile
        else:
            messages.success(
                request,
                f"You are no longer a carer of {pupil.called} here, and get no more e-mails.",
            )
            return redirect("family:home")
    if refusal is not None:
        context = {"pupil": pupil, "refusal": str(refusal)}
        return render(request, "family/leave_refused.html", context, status=refusal.status)
    return render(request, "family/leave.html", {"pupil": pupil, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def bond(request, pk):
    """What one is to the child, said anew."""
    pupil = fetch(request, pk)
    link = own_link(request, pupil)
    if link.relationship == Relationship.SELF:
        raise Http404("An adult learner is nobody's carer")
    initial = {
        "relationship": link.relationship,
        "has_responsibility": "yes" if link.has_responsibility else "no",
    }
    form = BondForm(typed(request), initial=initial)
    if form.is_valid():
        own_links.change_bond(link=link, by=request.user, **form.cleaned_data)
        messages.success(request, "How you are related to the child is saved.")
        return redirect(pupil_page(pupil))
    status = 422 if form.is_bound else 200
    return render(request, "family/bond.html", {"form": form, "pupil": pupil}, status=status)


def own_link(request, pupil):
    """One's own link to a learner of one's own family."""
    links = CarerLink.objects.seeing().of_user(request.user).select_related("pupil", "carer")
    return get_object_or_404(links, pupil=pupil)
