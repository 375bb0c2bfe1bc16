"""Copies of families' data: looked through by the office, fetched by the carer."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.forms import HubForm, typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.lists import Column, keyset
from hub.people import exporting
from hub.people.models import Carer, FamilyExport
from hub.people.office.carer_views import family_carer
from hub.people.refusals import FamilyRefused
from hub.permissions import require
from hub.trail.record import record_read

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_COLUMNS = [Column("Carer"), Column("Asked on"), Column("State")]
_FEW = 50


class RefusalForm(HubForm):
    """Why a copy is not handed out."""

    words = forms.CharField(
        label="Why it cannot be handed out",
        max_length=500,
        help_text="The carer reads this. Name nobody else.",
        widget=forms.Textarea({"rows": 3}),
    )


@require_safe
def export_list(request):
    """Copies that were asked for, the newest first."""
    require(request.user, "people.release_export")
    rows = FamilyExport.objects.visible_to(request.user).select_related("carer")
    page = keyset(request, rows, ("-created_at", "-pk"), per_page=_FEW)
    return render(request, "families/exports.html", {"page": page, "columns": _COLUMNS})


@require_safe
def export(request, pk):
    """One copy: what it holds, to be looked through before anybody gets it."""
    row = _export(request, pk)
    # It holds needs, so looking it through is a read like any other.
    record_read(row, by=request.user, fields=["copy"])
    chapters = exporting.shown(exporting.chapters(row.carer)) if row.is_to_review else []
    context = {"export": row, "chapters": _in_pairs(chapters)}
    return render(request, "families/export.html", context)


@require_POST
def release(request, pk):
    """Hand a copy out that was looked through."""
    row = _export(request, pk)
    return _answered(request, row, lambda: exporting.release(export=row, by=request.user))


@_FORM
def refuse(request, pk):
    """Do not hand a copy out."""
    row = _export(request, pk)
    form = RefusalForm(typed(request))
    if form.is_valid():
        words = form.cleaned_data["words"]
        return _answered(
            request, row, lambda: exporting.refuse(export=row, words=words, by=request.user)
        )
    status = 422 if form.is_bound else 200
    return render(
        request, "families/export_refuse.html", {"export": row, "form": form}, status=status
    )


@require_POST
def ask_for_carer(request, pk):
    """Somebody asked by telephone or letter: the office has the copy made."""
    carer = family_carer(request, pk, in_use=True)
    require(request.user, "people.release_export")
    row = exporting.ask(carer=carer, by=request.user)
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
def own(request):
    """A carer's own page: ask for a copy, see how far it is, fetch it."""
    require(request.user, "home.enter_parent")
    show_in(request, AREAS["parent"])
    carer = Carer.objects.filter(user=request.user).first()
    if request.method == "POST":
        if carer is not None:
            exporting.ask(carer=carer, by=request.user)
            said = "You have asked for a copy. We write to you when you can fetch it."
            messages.success(request, said)
        return redirect("family:data")
    rows = FamilyExport.objects.visible_to(request.user).filter(carer=carer)
    newest = list(rows.select_related("data_file", "pdf_file").order_by("-created_at")[:3])
    context = {
        "exports": newest,
        "carer": carer,
        "can_ask": carer is not None and not any(_is_open(each) for each in newest),
    }
    return render(request, "families/own_data.html", context)


def _in_pairs(chapters):
    """The chapters for a page: each row as (label, value) of what there is."""
    return [
        {
            "title": chapter.title,
            "sections": [
                {"title": part.title, "rows": [_pairs(part.columns, row) for row in part.rows]}
                for part in chapter.sections
            ],
        }
        for chapter in chapters
    ]


def _pairs(columns, row):
    if columns == ("What", "Value"):
        return [row]
    return [pair for pair in zip(columns, row, strict=True) if pair[1] != exporting.NOTHING]


def _is_open(export):
    return export.released_at is None and export.refused_at is None


def _answered(request, row, verb):
    try:
        verb()
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The carer has been written to.")
    return redirect(row)


def _export(request, pk):
    rows = FamilyExport.objects.visible_to(request.user).select_related(
        "carer", "carer__user", "data_file", "pdf_file"
    )
    row = get_object_or_404(rows, pk=pk)
    require(request.user, "people.release_export", row)
    return row
