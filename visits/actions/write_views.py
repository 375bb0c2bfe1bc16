"""Pages that write actions: adding one, changing it, saying how far it is."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.permissions import require
from schools.choices import ActionState
from schools.models import School
from visits.actions import keeping, moving
from visits.actions.forms import ActionForm, BeginForm, DoneForm, ReasonForm, SchoolForm
from visits.actions.views import STEPS, action_of
from visits.choices import Owner
from visits.models import Visit

FORM = require_http_methods(["GET", "HEAD", "POST"])
#: Word in the address: state, form, heading.
_STEPS = {
    "begin": (ActionState.IN_PROGRESS, BeginForm, "Begin this action"),
    "done": (ActionState.DONE, DoneForm, "This action is done"),
    "drop": (ActionState.DROPPED, ReasonForm, "Drop this action"),
    "reopen": (ActionState.OPEN, ReasonForm, "Open this action again"),
}
_SAID = {
    ActionState.IN_PROGRESS: "The action is in progress.",
    ActionState.DONE: "The action is done. Thank you.",
    ActionState.DROPPED: "The action is dropped.",
    ActionState.OPEN: "The action is open again.",
}


@FORM
def new(request):
    """Add an action for a school, or to a visit. Without either: for which school?"""
    require(request.user, "visits.add_action")
    school, visit = _for_what(request)
    if school is None:
        return _choose(request)
    first = timezone.localdate(visit.starts_at) if visit and visit.starts_at else None
    form = ActionForm(
        typed(request),
        earliest=first or timezone.localdate(),
        initial={"owner": Owner.SCHOOL, "function": "schools"},
    )
    if form.is_valid():
        try:
            row = keeping.add(school=school, visit=visit, by=request.user, **form.values)
        except keeping.ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The action is noted.")
            return redirect(row)
    back = reverse("visits:school_actions", args=[school.pk])
    return _write(request, form, school, "Add an action", back)


@FORM
def change(request, pk):
    """Change an action. When somebody saved it meanwhile both versions stand on the page."""
    row = action_of(request, pk)
    require(request.user, "visits.write_action", row)
    form = ActionForm(typed(request), instance=row, initial={"based_on": row.revision})
    current = None
    if form.is_valid():
        try:
            keeping.change(
                action=row,
                values=form.values,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
            )
        except keeping.ActionRefused as refusal:
            form.add_error(None, str(refusal))
        except keeping.ChangedMeanwhile as meanwhile:
            current = meanwhile.row
            form = ActionForm(_based_anew(request, current), instance=current)
        else:
            messages.success(request, "Saved.")
            return redirect(row)
    back = row.get_absolute_url()
    return _write(request, form, row.school, "Change an action", back, current=current)


@FORM
def step(request, pk, *, step):
    """Say how far an action is."""
    row = action_of(request, pk)
    state, form_class, title = _STEPS[step]
    dropped = state == ActionState.DROPPED
    require(request.user, "visits.write_action" if dropped else "visits.move_action", row)
    first = {"based_on": row.revision}
    if state == ActionState.DONE:
        first["words"] = row.evidence
    form = form_class(typed(request), initial=first)
    current = None
    if form.is_valid():
        words = form.cleaned_data.get("words", "")
        said = {"evidence": words} if state == ActionState.DONE else {"reason": words}
        try:
            moving.move(
                action=row,
                state=state,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                **said,
            )
        except keeping.ActionRefused as refusal:
            form.add_error(None, str(refusal))
        except keeping.ChangedMeanwhile as meanwhile:
            current = meanwhile.row
            form = form_class(_based_anew(request, current))
        else:
            messages.success(request, _SAID[state])
            return redirect(row)
    context = {
        "action": row,
        "current": current,
        "title": title,
        "button": STEPS[step],
        "form": form,
    }
    return render(request, "visits/actions/step.html", context, status=_status(form, current))


def _for_what(request):
    """(school, visit) of the address. 404 for what one may not know of."""
    numbers = {name: request.GET.get(name, "") for name in ("school", "visit")}
    for name, text in numbers.items():
        if text and not (text.isascii() and text.isdigit() and len(text) < 19):
            raise Http404(name)
    if numbers["visit"]:
        visits = Visit.objects.visible_to(request.user).select_related("school")
        visit = get_object_or_404(visits, pk=numbers["visit"])
        require(request.user, "visits.add_action_at", visit)
        return visit.school, visit
    if numbers["school"]:
        schools = School.objects.visible_to(request.user)
        school = get_object_or_404(schools, pk=numbers["school"])
        require(request.user, "visits.add_action", school)
        return school, None
    return None, None


def _choose(request):
    form = SchoolForm(typed(request), user=request.user)
    if form.is_valid():
        return redirect(f"{request.path}?{urlencode({'school': form.cleaned_data['at'].pk})}")
    context = {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/actions/choose.html", context, status=status)


def _write(request, form, school, title, back, *, current=None):
    context = {"form": form, "school": school, "title": title, "back": back, "current": current}
    status = _status(form, current)
    return render(request, "visits/actions/write.html", context, status=status)


def _status(form, current):
    return 409 if current else 422 if form.is_bound else 200


def _based_anew(request, current):
    """What was typed, on what now stands: sent again, it is meant."""
    data = request.POST.copy()
    data["based_on"] = current.revision
    return data
