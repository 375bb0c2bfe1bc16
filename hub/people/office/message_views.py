"""Writing to many families: whom, what, a page to check, and what was sent to whom."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import HubForm, typed
from hub.lists import Column, keyset
from hub.messaging.models import LONGEST_SUBJECT
from hub.people import audiences, circulars
from hub.people.models import Circular, CircularCopy
from hub.people.models.circulars import LONGEST_TEXT
from hub.people.office.checking import is_confirmed
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_COLUMNS = [Column("Message"), Column("Sent"), Column("To"), Column("Carers", number=True)]
_COPIES = [Column("Carer"), Column("E-mail"), Column("State")]
_FEW, _SAMPLE = 50, 10


class CircularForm(HubForm):
    """What is written. Nothing of a child is filled in, so that nothing can go astray."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label="Subject",
        max_length=LONGEST_SUBJECT,
        help_text="It shows on locked telephones: no name, no school, no sum.",
    )
    text = forms.CharField(
        label="Text",
        max_length=LONGEST_TEXT,
        help_text="Plain words; leave an empty line between paragraphs. Everybody gets the same.",
        widget=forms.Textarea({"rows": 10}),
    )
    is_news = forms.BooleanField(
        label="This is news: send it only where a carer has agreed to news", required=False
    )
    names_no_place = forms.BooleanField(
        label="This names no school, place or address, and says nothing of where a child is",
        required=False,
        help_text="Without this tick it does not go to carers from whom that is kept.",
    )


@require_safe
def message_list(request):
    """What was written to families, the newest first."""
    require(request.user, "people.write_to_families")
    rows = Circular.objects.visible_to(request.user).select_related("created_by")
    page = keyset(request, rows, ("-created_at", "-pk"), per_page=_FEW)
    return render(request, "families/messages.html", {"page": page, "columns": _COLUMNS})


@_FORM
def message_new(request):
    """Choose whom, write, check, send."""
    require(request.user, "people.write_to_families")
    every = audiences.registered()
    chosen = request.GET.get("audience") or every[0].key
    if chosen not in {each.key for each in every}:
        raise Http404
    filters = audiences.get(chosen).filters(request.GET)
    form = CircularForm(typed(request), initial={"form_key": new_key()})
    whom = {"is_news": False, "names_no_place": False}
    if form.is_valid():
        whom = {name: form.cleaned_data[name] for name in whom}
        if is_confirmed(request):
            return _send(request, form, chosen, filters)
    found = _recipients(filters, **whom)
    context = {
        "form": form,
        "filters": filters,
        "chosen": audiences.get(chosen),
        "audiences": every,
        "hidden": [bound.as_hidden() for bound in form],
        **found,
    }
    if form.is_valid() and found["count"]:
        return render(request, "families/message_check.html", context)
    if form.is_valid():
        form.add_error(None, "Nobody would get this message. Choose other filters")
    status = 422 if form.is_bound else 200
    return render(request, "families/message_new.html", context, status=status)


@require_safe
def message(request, pk):
    """One e-mail to many: its text, and to whom it went when."""
    rows = Circular.objects.visible_to(request.user).select_related("created_by")
    circular = get_object_or_404(rows, pk=pk)
    require(request.user, "people.write_to_families")
    copies = CircularCopy.objects.visible_to(request.user).filter(circular=circular)
    page = keyset(request, copies.select_related("carer", "message"), ("pk",), per_page=_FEW)
    context = {"circular": circular, "page": page, "columns": _COPIES}
    return render(request, "families/message.html", context)


def new_key():
    """A key for one form, so that sending it twice sends one e-mail."""
    return uuid.uuid4()


def _send(request, form, chosen, filters):
    kept = {name: request.GET.getlist(name) for name in filters.values}
    words = "; ".join(chip.text for chip in filters.chips()) or "No filters"
    try:
        circular = circulars.send(
            audience=chosen,
            filters=kept,
            words=f"{audiences.get(chosen).name}. {words}",
            by=request.user,
            **form.cleaned_data,
        )
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("families:messages")
    messages.success(request, "The message is on its way. This page shows to whom it has gone.")
    return redirect(circular)


def _recipients(filters, *, is_news, names_no_place):
    links = audiences.links_to(filters, is_news=is_news, names_no_place=names_no_place)
    carers = audiences.carers_of(links)
    every = audiences.links_to(filters, is_news=is_news, names_no_place=True)
    count = carers.count()
    return {
        "count": count,
        "left_out": audiences.carers_of(every).count() - count,
        "sample": list(carers[:_SAMPLE]),
    }
