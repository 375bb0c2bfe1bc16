"""The office decides on lessons at a school that has closed: elsewhere, or an end with notice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.permissions import require
from tuition.after import closed_schools, words
from tuition.after.closed_school_forms import EndForm, GoOnForm
from tuition.after.refusals import NotDone
from tuition.models import Provision

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def go_on(request, pk):
    """Have it go on at the school that follows, or at another place."""
    row = _one(request, pk)
    form = GoOnForm(typed(request), successors=closed_schools.successors(row.venue.school))
    if form.is_valid():
        where = form.cleaned_data["where"]
        try:
            closed_schools.go_on_at(provision=row, place=where, by=request.user)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"It goes on at {where}. {_told(row)}")
            return redirect("tuition:school_gone")
    return _page(request, "tuition/after/closed_go_on.html", row, form)


@FORM
def end(request, pk):
    """End it on a day, by the hub's rule of notice where nobody says otherwise."""
    row = _one(request, pk)
    day = closed_schools.last_day(row)
    form = EndForm(typed(request), provision=row, initial={"last_day": day})
    if form.is_valid():
        on = form.cleaned_data["last_day"]
        try:
            closed_schools.end(provision=row, on=on, by=request.user)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"It ends on {on:%-d %B %Y}. {_told(row)}")
            return redirect("tuition:school_gone")
    return _page(request, "tuition/after/closed_end.html", row, form, by_rule=day)


def _one(request, pk):
    rows = closed_schools.at_closed().filter(
        pk__in=Provision.objects.visible_to(request.user).values("pk")
    )
    row = get_object_or_404(rows.select_related("instrument", "venue__school"), pk=pk)
    require(request.user, "tuition.set_provision", row)
    return row


def _told(row):
    return "The families have been written to." if row.learners else "There was nobody to write to."


def _page(request, template, row, form, **more):
    context = {"row": row, "title": words.title_of(row), "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
