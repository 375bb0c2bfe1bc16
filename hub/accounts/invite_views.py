"""Inviting people, and the list of invitations."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.accounts import invitations, role_words, scopes
from hub.accounts.choices import Role
from hub.accounts.invitation_forms import InviteForm
from hub.accounts.models import Invitation, User
from hub.accounts.people_forms import InvitationFilters
from hub.accounts.permissions import roles_to_give
from hub.forms import typed
from hub.lists import paginate, sort
from hub.permissions import require


@require_safe
def invitations_sent(request):
    """Invitations that this user may see, the newest first."""
    require(request.user, "accounts.see_people")
    filters = InvitationFilters(request.GET, viewer=request.user)
    order = sort(
        request,
        [
            ("email", "E-mail address", "email"),
            ("", "Role", ""),
            ("sent", "Sent", "sent_at"),
            ("", "State", ""),
            ("", "What you can do", ""),
        ],
        default="-sent",
    )
    seen = Invitation.objects.visible_to(request.user).in_state(filters.values.get("state", ""))
    if "role" in filters.values:
        seen = seen.filter(role=filters.values["role"])
    seen = seen.with_right("accounts.change_invitation", request.user, as_="can_change")
    page = paginate(
        request,
        seen.select_related(*scopes.FIELDS, "invited_by").order_by(*order.order_by),
        per_page=25,
    )
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": page,
        "can_invite": bool(roles_to_give(request.user)),
    }
    return render(request, "people/invitations.html", context)


@require_safe
def choose_role(request):
    """First step of inviting: to what? Only roles that this user may give."""
    given = roles_to_give(request.user)
    if not given:
        raise PermissionDenied("accounts.invite")
    person = _person_asked_for(request)
    context = {
        "person": person,
        "choices": [role_words.choice(role, person) for role in given],
    }
    return render(request, "people/invite.html", context)


def _appoints(request):
    """Is this about a role that hands out roles? Then who asks proves anew who they are."""
    return request.resolver_match.kwargs["role"] in {Role.MANAGER, Role.ADMIN}


@reauthentication_required(enabled=_appoints)
def invite(request, role):
    """Second step: whom, where and for how long; sends the invitation."""
    if role not in Role.values:
        raise Http404
    if role not in roles_to_give(request.user):
        raise PermissionDenied("accounts.invite")
    role = Role(role)
    person = _person_asked_for(request)
    initial = {"email": person.email} if person else {}
    form = InviteForm(typed(request), role=role, by=request.user, initial=initial)
    if form.is_valid():
        asked = {key: value for key, value in form.cleaned_data.items() if value is not None}
        try:
            invitation, _ = invitations.invite(role=role, by=request.user, **asked)
        except invitations.InvitationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"The invitation is on its way to {invitation.email}. "
                "It can be accepted within seven days.",
            )
            return redirect("people:invitations")
    status = 422 if form.is_bound else 200
    context = {"form": form, "role": role.label, "about": role_words.WHAT[role]}
    return render(request, "people/invite_to.html", context, status=status)


def resend(request, pk):
    """Send an invitation again, with a new link, after a page that says so."""
    return _act_on(
        request,
        pk,
        act=invitations.resend,
        title="Send the invitation again",
        button="Send it again",
        will=[
            "A new link goes out, good for seven days from now.",
            "The old link stops working.",
            "You stand as the one who invited.",
        ],
        done="The invitation was sent again.",
    )


def withdraw(request, pk):
    """Take an invitation back, after a page that says so."""
    return _act_on(
        request,
        pk,
        act=invitations.revoke,
        title="Withdraw the invitation",
        button="Withdraw it",
        will=["The link stops working. You can invite the same person again."],
        done="The invitation was withdrawn.",
    )


def _act_on(request, pk, *, act, title, button, will, done):
    seen = Invitation.objects.visible_to(request.user).select_related(*scopes.FIELDS)
    invitation = get_object_or_404(seen, pk=pk)
    require(request.user, "accounts.change_invitation", invitation)
    if request.method != "POST":
        context = {"invitation": invitation, "title": title, "button": button, "will": will}
        return render(request, "people/invitation_check.html", context)
    try:
        act(invitation=invitation, by=request.user)
    except invitations.InvitationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("people:invitations")


def _person_asked_for(request):
    """Whom ``?person=`` names, when this user may see them: their address is filled in."""
    pk = request.GET.get("person", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return User.objects.visible_to(request.user).filter(pk=int(pk)).first()
