"""What can be done about roles and accounts, each after a page that names what follows."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hub.accounts import closure, consequences, roles, second_factor_reset, sessions
from hub.accounts.models import RoleGrant, User
from hub.accounts.people_forms import ChangeRoleForm, ReasonForm
from hub.accounts.scopes import FIELDS
from hub.forms import typed
from hub.permissions import require


def change_role(request, pk):
    """Change the days of a role, or an officer's region."""
    grant = _grant(request, pk)
    form = ChangeRoleForm(typed(request), grant=grant)
    if form.is_valid():
        new = {
            name: form.cleaned_data.get(name, getattr(grant, name))
            for name in ("starts_on", "ends_on", "region")
        }
        try:
            roles.change(grant=grant, by=request.user, **new)
        except roles.RoleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The role was changed: {grant.get_role_display()}.")
            return redirect("people:person", pk=grant.user_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "grant": grant}
    return render(request, "people/role_change.html", context, status=status)


def end_role(request, pk):
    """End a role now, after a page that says what ends with it."""
    grant = _grant(request, pk)
    return _check_page(
        request,
        form=ReasonForm(typed(request), required=False),
        title=f"End the role of {grant.user}",
        button="End this role",
        will=consequences.of_ending(grant),
        person=grant.user,
        act=lambda reason: roles.end(grant=grant, by=request.user, reason=reason),
        done=f"The role has ended: {grant}, {grant.user}. It holds from their next click.",
    )


def deactivate(request, pk):
    """Close an account; its roles stay written and give nothing."""
    person = _person(request, pk, "accounts.close_account")
    return _check_page(
        request,
        form=ReasonForm(typed(request)),
        title=f"Deactivate the account of {person}",
        button="Deactivate this account",
        will=consequences.of_deactivating(person),
        person=person,
        act=lambda reason: closure.deactivate(user=person, by=request.user, reason=reason),
        done=f"The account of {person} is deactivated.",
    )


def reactivate(request, pk):
    """Open an account again."""
    person = _person(request, pk, "accounts.close_account")
    return _check_page(
        request,
        form=ReasonForm(typed(request)),
        title=f"Reactivate the account of {person}",
        button="Reactivate this account",
        will=consequences.of_reactivating(person),
        person=person,
        act=lambda reason: closure.reactivate(user=person, by=request.user, reason=reason),
        done=f"{person} can sign in again.",
    )


@reauthentication_required
def reset_second_factor(request, pk):
    """Take the second factor off an account whose phone is lost."""
    person = _person(request, pk, "accounts.reset_second_factor")
    return _check_page(
        request,
        form=ReasonForm(typed(request)),
        title=f"Reset the second factor of {person}",
        button="Reset the second factor",
        will=consequences.of_resetting(person),
        person=person,
        act=lambda reason: second_factor_reset.reset(user=person, by=request.user, reason=reason),
        done=f"{person} has no second factor now, and was told so by e-mail.",
    )


def end_sessions(request, pk):
    """Sign somebody out on every device."""
    person = _person(request, pk, "accounts.end_sessions")
    return _check_page(
        request,
        form=ReasonForm(typed(request), required=False),
        title=f"Sign {person} out everywhere",
        button="Sign out everywhere",
        will=consequences.of_signing_out(person),
        person=person,
        act=lambda reason: sessions.end_sessions(user=person, by=request.user, reason=reason),
        done=f"{person} is signed out everywhere.",
    )


def _grant(request, pk):
    seen = RoleGrant.objects.visible_to(request.user).select_related("user", *FIELDS)
    grant = get_object_or_404(seen, pk=pk)
    require(request.user, "accounts.change_grant", grant)
    return grant


def _person(request, pk, right):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, right, person)
    return person


def _check_page(request, *, form, title, button, will, person, act, done):
    """Say what will happen; on POST do it and go back to the person's page."""
    if form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except (roles.RoleRefused, closure.ClosureRefused, second_factor_reset.ResetRefused) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, done)
            return redirect("people:person", pk=person.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "button": button, "will": will, "person": person}
    return render(request, "people/check.html", context, status=status)
