"""The hub's setting of which sites may play recordings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hub.content.resource_forms import PlayersForm
from hub.forms import typed
from hub.permissions import require
from hub.policy import hub
from hub.policy.models import HubSettings


@require_http_methods(["GET", "HEAD", "POST"])
def players(request):
    """The sites whose players may be shown, one a line."""
    require(request.user, "content.set_players")
    form = PlayersForm(typed(request), instance=HubSettings.objects.get(pk=1))
    if form.is_valid():
        hub.save(form=form, by=request.user)
        messages.success(request, "Saved. Recordings on other sites than these are not played.")
        return redirect("policy:settings")
    status = 422 if form.is_bound else 200
    return render(request, "content/players.html", {"form": form}, status=status)
