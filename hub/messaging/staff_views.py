"""The staff's pages of messages: what was sent, what was not and why, and what to do about it."""

from datetime import timedelta

from django.contrib import messages as banners
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.lists import Column
from hub.messaging import letters, reasons, resending
from hub.messaging.choices import Standing
from hub.messaging.forms import AddressForm, MessageFilter, TicksForm
from hub.messaging.models import Message
from hub.permissions import may, require
from hub.trail.pages import page_of
from hub.trail.record import record_read

COLUMNS = [Column(text) for text in ("Subject", "To", "Written", "How it stands", "Send again")]
CHECKED = [Column(text) for text in ("Subject", "To", "How it stands")]
_WEEK = timedelta(days=7)


@require_safe
def message_list(request):
    """Every e-mail, newest first, by filters, with a tick box where it can be sent again."""
    require(request.user, "messaging.see_message")
    form = MessageFilter(request.GET)
    seen = Message.objects.visible_to(request.user).defer("text", "html")
    page = page_of(request, form.narrow(seen))
    may_send = may(request.user, "messaging.send_again")
    boxes = TicksForm([row for row in page if may_send and row.can_be_sent_again]).boxes()
    context = {
        "filter": form,
        "columns": COLUMNS,
        "page": page,
        "rows": [(row, reasons.reason(row), boxes.get(row.pk)) for row in page],
        "can_tick": bool(boxes),
        "counts": _in_words(seen.written_within(_WEEK).counts()),
    }
    return render(request, "messaging/list.html", context)


@require_safe
def message(request, pk):
    """One e-mail: to whom, how it stands and why, and what can be done."""
    row = _message(request, pk)
    return render(request, "messaging/staff_message.html", _record(request, row))


@require_safe
def text(request, pk):
    """The same page with what the e-mail says; that it was read stands on the trail."""
    row = _message(request, pk)
    require(request.user, "messaging.read_text", row)
    if row.is_secret:  # a code or a link is for whoever it was written to, and for nobody else
        raise Http404
    record_read(row, by=request.user, fields=["text"])
    context = _record(request, row) | {"is_shown": True}
    return render(request, "messaging/staff_message.html", context)


def send_again(request):
    """Check what will be sent again, then do it: all of them or none."""
    require(request.user, "messaging.send_again")
    asked = request.POST if request.method == "POST" else request.GET
    rows = _named(request, asked)
    if not rows:
        banners.error(request, "Tick at least one e-mail to send again.")
        return redirect("messages:list")
    refusal = ""
    if request.method == "POST":
        try:
            resending.send_again(messages=rows, by=request.user)
        except resending.ResendRefused as no:
            refusal = str(no)
        else:
            return redirect(_with_ids("messages:results", rows))
    context = {
        "columns": CHECKED,
        "rows": [(row, reasons.reason(row), reasons.why_not_again(row)) for row in rows],
        "possible": [row for row in rows if row.can_be_sent_again],
        "all_possible": all(row.can_be_sent_again for row in rows),
        "refusal": refusal,
    }
    context["only_possible_url"] = _with_ids("messages:send_again", context["possible"])
    return render(request, "messaging/send_again.html", context, status=422 if refusal else 200)


@require_safe
def results(request):
    """What has become of those that were sent again: asked anew whenever the page is."""
    require(request.user, "messaging.send_again")
    rows = _named(request, request.GET)
    if not rows:
        return redirect("messages:list")
    context = {
        "columns": CHECKED,
        "rows": [(row, reasons.reason(row)) for row in rows],
        "counts": _in_words(Message.objects.filter(pk__in=[row.pk for row in rows]).counts()),
        "url": request.get_full_path(),
    }
    return render(request, "messaging/results.html", context)


def correct(request, pk):
    """Send what an e-mail says to another address."""
    row = _message(request, pk)
    require(request.user, "messaging.read_text", row)
    form = AddressForm(typed(request), initial={"to": row.to})
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            fresh = resending.send_to(message=row, to=to, by=request.user)
        except resending.ResendRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            banners.success(request, f"It waits to be sent to {to}. This page says when it is.")
            return redirect(fresh)
    status = 422 if form.is_bound else 200
    context = {"form": form, "letter": row, "why_not": _why_no_other_address(row)}
    return render(request, "messaging/correct.html", context, status=status)


def stop(request, pk):
    """Give up an e-mail that waits, after a page that says so."""
    row = _message(request, pk)
    require(request.user, "messaging.send_again", row)
    if request.method != "POST":
        return render(request, "messaging/stop.html", {"letter": row})
    try:
        resending.stop(message=row, by=request.user)
    except resending.ResendRefused as refusal:
        banners.error(request, str(refusal))
    else:
        banners.success(request, "It will not be sent. You can still send it again from here.")
    return redirect(row)


def _message(request, pk):
    require(request.user, "messaging.see_message")
    return get_object_or_404(Message.objects.visible_to(request.user), pk=pk)


def _record(request, row):
    can = {
        "send": row.can_be_sent_again and may(request.user, "messaging.send_again", row),
        "correct": row.can_be_readdressed and may(request.user, "messaging.read_text", row),
        "stop": row.standing in (Standing.WAITING, Standing.PUT_OFF)
        and may(request.user, "messaging.send_again", row),
        "read": not row.is_secret and may(request.user, "messaging.read_text", row),
    }
    return {
        "letter": row,
        "name": letters.name_of(row.template),
        "reason": reasons.reason(row),
        "meaning": reasons.meaning(row),
        "can": can,
        "again_url": _with_ids("messages:send_again", [row]),
        "instead": getattr(row, "sent_instead", None),
        "is_shown": False,
    }


def _named(request, asked):
    """The messages whose ids were sent; 404 when one is none, or not this user's to know of."""
    texts = set(asked.getlist("message"))
    if len(texts) > resending.MOST_AT_ONCE:
        raise Http404
    if not all(each.isascii() and each.isdigit() and len(each) < 19 for each in texts):
        raise Http404
    ids = {int(each) for each in texts}
    rows = list(Message.objects.visible_to(request.user).defer("text", "html").filter(pk__in=ids))
    if len(rows) != len(ids):
        raise Http404
    return rows


def _with_ids(url_name, rows):
    ids = [("message", row.pk) for row in sorted(rows, key=lambda row: row.pk)]
    return f"{reverse(url_name)}?{urlencode(ids)}"


def _why_no_other_address(row):
    if row.can_be_readdressed:
        return ""
    if row.can_be_sent_again:
        return "It holds a code or a link for this address alone. Ask for a new one instead."
    return reasons.why_not_again(row)


def _in_words(counts):
    """ "212 sent, 3 waiting, 2 failed": what there is, the good news first."""
    order = [Standing.SENT, Standing.RUNNING, Standing.WAITING, Standing.PUT_OFF]
    order += [Standing.FAILED, Standing.GIVEN_UP, Standing.OVER]
    told = [f"{counts[each]:,} {each.label.lower()}" for each in order if counts[each]]
    return ", ".join(told) or "none"
