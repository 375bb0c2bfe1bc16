"""The demo's outbox: it stands for everybody's mailbox, so nobody signs in to read it.

Outside the demo these pages do not exist.
"""

from functools import wraps

from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.lists import Column, paginate
from hub.messaging.forms import OutboxFilter
from hub.messaging.models import Message

COLUMNS = [Column(text) for text in ("Subject", "To", "Written", "How it stands")]
#: A letter may draw itself and do nothing else: no script, no form, no picture, no origin.
AS_SENT = {"default-src": "'none'", "style-src": "'unsafe-inline'", "sandbox": ""}


def demo_page(view):
    """A page of the demo for everybody: 404 in any other mode."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.HUB_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(require_safe(guarded))


@demo_page
def outbox(request):
    """Every e-mail of the demo, newest first."""
    form = OutboxFilter(request.GET)
    rows = Message.objects.defer("text", "html")
    if to := form.values.get("to"):
        rows = rows.filter(to__icontains=to)
    context = {"filter": form, "columns": COLUMNS, "messages_sent": paginate(request, rows)}
    return render(request, "messaging/outbox.html", context)


@demo_page
def message(request, pk):
    """One e-mail, its plain text."""
    letter = get_object_or_404(Message, pk=pk)
    return render(request, "messaging/message.html", {"letter": letter})


@demo_page
@csp(AS_SENT)  # type: ignore[arg-type]
def as_sent(request, pk):
    """One e-mail as a mail program draws it, locked away from the portal."""
    letter = get_object_or_404(Message.objects.exclude(html=""), pk=pk)
    return HttpResponse(letter.html)
