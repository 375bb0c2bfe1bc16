"""Every e-mail as it would be written, with made-up data; and a copy of it to oneself."""

from csp.decorators import csp
from django.contrib import messages as banners
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.lists import Column
from hub.messaging import letters, samples
from hub.messaging.views import AS_SENT
from hub.permissions import require

COLUMNS = [Column(text) for text in ("E-mail", "When it is sent", "Subject")]


@require_safe
def template_list(request):
    """All of them, by name, with the subject of each."""
    require(request.user, "messaging.see_template")
    rows = [(each, each.compose().subject) for each in letters.registered()]
    return render(request, "messaging/templates.html", {"columns": COLUMNS, "rows": rows})


@require_safe
def template(request, key):
    """One e-mail: subject, plain part, and the way to the part with pictures of it."""
    letter = _letter(request, key)
    context = {"letter": letter, "parts": letter.compose()}
    return render(request, "messaging/template.html", context)


@require_safe
@csp(AS_SENT)  # type: ignore[arg-type]
def as_sent(request, key):
    """Its HTML part as a mail program draws it, locked away from the portal."""
    return HttpResponse(_letter(request, key).compose().html)


@require_POST
def send_copy(request, key):
    """Send it with made-up data to whoever asks."""
    letter = _letter(request, key)
    samples.send(letter=letter, by=request.user)
    banners.success(request, f"A copy is on its way to {request.user.email}.")
    return redirect("messages:template", key=key)


def _letter(request, key):
    require(request.user, "messaging.see_template")
    try:
        return letters.get(key)
    except KeyError as error:
        raise Http404 from error
