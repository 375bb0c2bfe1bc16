"""What ends a visit, each after a page that says what follows; and taking that back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from hub.forms import typed
from visits.arranging import ending
from visits.arranging.forms import ReasonForm
from visits.arranging.refusals import AnsweredMeanwhile, VisitRefused
from visits.arranging.visit_views import FORM, visit_of


@dataclass(frozen=True)
class Step:
    """``follows``: what happens, in a sentence; ``said``: that it has."""

    title: str
    button: str
    follows: str
    said: str
    verb: Callable


STEPS = {
    "done": Step(
        "Mark the visit as done",
        "Mark as done",
        "The visit counts as made. Write it up next, so that the school gets its report.",
        "The visit is done. Write it up while you remember it.",
        ending.mark_done,
    ),
    "no-reply": Step(
        "Put the visit down as without reply",
        "Put down as without reply",
        "The dates are free again for others. The school can still answer as long as its link "
        "works, and you can propose dates anew.",
        "The visit is put down as without reply.",
        ending.no_reply,
    ),
    "undo": Step(
        "Take it back",
        "Take it back",
        "The visit stands as it did before: confirmed when its time is still free, else to "
        "arrange. The school is told when it takes place after all.",
        "It is taken back.",
        ending.undo,
    ),
}


@FORM
def step(request, pk, step):
    """A page that says what follows, and the step itself."""
    visit = visit_of(request, pk, "visits.write_visit")
    doing = STEPS[step]
    if request.method == "POST":
        try:
            doing.verb(visit=visit, by=request.user)
        except VisitRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, doing.said)
        return redirect(visit)
    return render(request, "visits/step.html", {"visit": visit, "step": doing})


@FORM
def cancel(request, pk):
    """The hub calls the visit off, and says why."""
    visit = visit_of(request, pk, "visits.write_visit")
    form = ReasonForm(typed(request), initial={"seen": visit.revision})
    if form.is_valid():
        try:
            ending.cancel(visit=visit, by=request.user, **form.cleaned_data)
        except AnsweredMeanwhile:
            form.look_again(visit)
        except VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The visit is called off.")
            return redirect(visit)
    context = {"visit": visit, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/cancel.html", context, status=status)
