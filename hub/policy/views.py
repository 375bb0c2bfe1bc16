"""The hub's settings: what it is called, how it looks, which authorities it serves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.permissions import require
from hub.policy import hub, preview
from hub.policy.forms import ContactForm, LocalAuthorityForm, LookForm
from hub.policy.models import HubSettings, LocalAuthority
from hub.policy.pages import lines_for


def _settings(request):
    """The row, fresh from the database: what a page shows may be seconds old."""
    require(request.user, "policy.change_settings")
    return HubSettings.objects.get(pk=1)


@require_safe
def settings_home(request):
    """The parts that can be set, those that this person may open."""
    lines = lines_for(request.user)
    if not lines:
        raise PermissionDenied
    return render(request, "policy/settings.html", {"lines": lines})


def contact(request):
    """Name, strapline, contact, safeguarding line."""
    form = ContactForm(typed(request), instance=_settings(request))
    if form.is_valid():
        hub.save(form=form, by=request.user)
        messages.success(request, "Saved. Every page shows it within seconds.")
        return redirect("policy:settings")
    status = 422 if form.is_bound else 200
    return render(request, "policy/contact.html", {"form": form}, status=status)


def look(request):
    """Colours and logo, with a preview before anything is saved."""
    current = _settings(request)
    shown = preview.of(current)
    files = request.FILES if request.method == "POST" else None
    form = LookForm(typed(request), files, instance=current)
    only_preview = "preview" in request.POST
    if form.is_valid() and not only_preview:
        hub.save(form=form, by=request.user)
        messages.success(request, "Saved. Every page shows it within a minute.")
        return redirect("policy:settings")
    if form.is_bound:
        shown = preview.of_form(form, shown)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "policy/look.html", {"form": form, "preview": shown}, status=status)


def authorities(request):
    """The local authorities that the hub serves, and a form to add one."""
    require(request.user, "policy.change_settings")
    form = LocalAuthorityForm(typed(request))
    if form.is_valid():
        added = hub.add_authority(form=form, by=request.user)
        messages.success(request, f"{added} is on the list. Import its schools next.")
        return redirect("policy:authorities")
    listed = LocalAuthority.objects.annotate(school_count=Count("schools")).order_by("name")
    context = {"form": form, "authorities": listed}
    status = 422 if form.is_bound else 200
    return render(request, "policy/authorities.html", context, status=status)


def remove_authority(request, pk):
    """Take a local authority off the list, after a page that says so."""
    require(request.user, "policy.change_settings")
    authority = get_object_or_404(LocalAuthority, pk=pk)
    if request.method != "POST":
        context = {"authority": authority, "title": f"Remove {authority}"}
        return render(request, "policy/authority_remove.html", context)
    try:
        hub.remove_authority(authority=authority, by=request.user)
    except hub.SettingsRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{authority} is off the list.")
    return redirect("policy:authorities")
