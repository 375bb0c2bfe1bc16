"""Pages of the notes on a school, and its whole timeline."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import FilterForm, typed
from hub.home.here import show_school
from hub.lists import address
from hub.permissions import require
from hub.policy.current import hub_settings
from schools import notes
from schools.models import School, SchoolNote
from schools.register_forms import NoteForm
from schools.timeline import kinds, timeline

_STEP, _MOST = 50, 1000


def note_add(request, pk):
    """Write a note on a school's record."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.write_note", school)
    form = NoteForm(typed(request))
    if form.is_valid():
        notes.write(school=school, by=request.user, **form.cleaned_data)
        messages.success(request, "The note is saved. It stands on the timeline below.")
        return redirect(school)
    return _note_page(request, form, school)


def note(request, pk):
    """Change a note, with what it said before."""
    row = _of(request, pk)
    form = NoteForm(typed(request), initial={"text": row.text})
    if form.is_valid():
        notes.change(note=row, by=request.user, **form.cleaned_data)
        messages.success(request, "The note is changed. What it said before is kept with it.")
        return redirect(row.school)
    return _note_page(request, form, row.school, row)


def note_delete(request, pk):
    """Delete a note, after a page that says so."""
    row = _of(request, pk)
    if request.method == "POST":
        notes.delete(note=row, by=request.user)
        messages.success(request, "The note is deleted.")
        return redirect(row.school)
    return render(request, "schools/note_delete.html", {"note": row})


def _of(request, pk):
    visible = SchoolNote.objects.visible_to(request.user).select_related("school")
    row = get_object_or_404(visible, pk=pk)
    require(request.user, "schools.change_note", row)
    return row


def _note_page(request, form, school, row=None):
    context = {
        "school": school,
        "note": row,
        "form": form,
        "safeguarding": hub_settings(),
    }
    return render(request, "schools/note.html", context, status=422 if form.is_bound else 200)


class EventFilters(FilterForm):
    """What the page of everything that has happened can be narrowed by."""

    kind = forms.ChoiceField(label="What it was about")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *((each, each) for each in kinds())]


@require_safe
def history(request, pk):
    """Everything that has happened between a school and the hub, newest first; or one kind."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    filters = EventFilters(request.GET)
    show_school(request, school)
    asked = request.GET.get("shown", "")
    # Six figures at most: Python refuses to read thousands, and nobody needs them.
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else _STEP
    shown = min(max(shown, _STEP), _MOST)
    kind = filters.values.get("kind", "")
    events = timeline(school, user=request.user, limit=shown + 1, kind=kind)
    more = len(events) > shown and shown < _MOST
    context = {
        "school": school,
        "filters": filters,
        "events": events[:shown],
        "more_url": address(request, shown=shown + _STEP) if more else "",
        "is_cut": len(events) > shown >= _MOST,
        "most": _MOST,
    }
    return render(request, "schools/history.html", context)
