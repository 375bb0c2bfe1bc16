"""One's own personal tokens: the list, a new one, the end of one."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.api import tokens
from hub.api.forms import TokenForm
from hub.api.models import AccessToken
from hub.forms import typed
from hub.lists import paginate
from hub.permissions import require


@require_safe
def token_list(request):
    """Your tokens, those that ended too, newest first."""
    page = paginate(request, AccessToken.objects.visible_to(request.user), per_page=20)
    return render(request, "api/token_list.html", {"page": page})


@reauthentication_required
def create(request):
    """Make a token and show it, this once."""
    require(request.user, "api.make_token")
    form = TokenForm(typed(request))
    if form.is_valid():
        try:
            token, secret = tokens.make(**form.cleaned_data, by=request.user)
        except tokens.TokenRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            # Not a redirect: the secret would have to be kept somewhere until the next page.
            return render(request, "api/token_made.html", {"token": token, "secret": secret})
    status = 422 if form.is_bound else 200
    return render(request, "api/token_create.html", {"form": form}, status=status)


def revoke(request, pk):
    """Ask, then end a token at once."""
    token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        require(request.user, "api.see_token", token)
        tokens.revoke(token, by=request.user)
        messages.success(request, f"The token “{token}” is revoked. Nothing can use it any more.")
        return redirect("tokens:list")
    context = {"token": token, "title": f"Revoke the token “{token}”?"}
    return render(request, "api/token_revoke.html", context)
