"""Proposing dates to a school, fixing one that was agreed, and saying who goes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hub.accounts.models import User
from hub.forms import typed
from visits.arranging import fixing, going, proposing
from visits.arranging.forms import AgreedForm, OfficerForm, ProposeForm
from visits.arranging.refusals import AnsweredMeanwhile, VisitRefused
from visits.arranging.visit_views import FORM, visit_of
from visits.choices import VisitState


@FORM
def propose(request, pk):
    """Two or three dates, of which the school chooses one."""
    visit = visit_of(request, pk, "visits.write_visit")
    form = ProposeForm(typed(request), visit=visit)
    if form.is_valid():
        try:
            proposing.propose(
                visit=visit,
                times=list(form.times.values()),
                by=request.user,
                seen=form.cleaned_data["seen"],
                **form.about,
            )
        except AnsweredMeanwhile:
            form.look_again(visit)
        except VisitRefused as refusal:
            form.add_error("contact_email" if _nobody(form) else None, str(refusal))
        else:
            messages.success(
                request, f"The dates are on their way to {visit.school.name}. It answers by a link."
            )
            return redirect(visit)
    return _page(request, "visits/propose.html", visit, form)


@FORM
def fix(request, pk):
    """A day and hour that officer and school have agreed, for a new visit or one that moves."""
    visit = visit_of(request, pk, "visits.write_visit")
    form = AgreedForm(typed(request), visit=visit)
    if form.is_valid():
        starts, ends = form.times
        verb = fixing.move if visit.state == VisitState.CONFIRMED else fixing.confirm
        try:
            seen = form.cleaned_data["seen"]
            who = {"visit": visit, "by": request.user, "seen": seen}
            verb(starts_at=starts, ends_at=ends, **who, **form.about)
        except AnsweredMeanwhile:
            form.look_again(visit)
        except VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The visit is confirmed, and the school is told by e-mail.")
            return redirect(visit)
    return _page(request, "visits/fix.html", visit, form)


@FORM
def officers(request, pk):
    """Who leads the visit, and who goes along."""
    visit = visit_of(request, pk, "visits.write_visit")
    form = OfficerForm(typed(request), initial={"seen": visit.revision})
    if form.is_valid():
        officer = form.cleaned_data["officer"]
        verb = going.assign if form.cleaned_data["leads"] == "yes" else going.go_along
        try:
            seen = form.cleaned_data["seen"]
            verb(visit=visit, officer=officer, by=request.user, seen=seen)
        except AnsweredMeanwhile:
            form.look_again(visit)
        except VisitRefused as refusal:
            form.add_error("officer", str(refusal))
        else:
            messages.success(request, f"{officer} goes to this visit.")
            return redirect(visit)
    places = visit.officers.select_related("officer").order_by("pk")
    along = [place.officer for place in places if place.officer_id != visit.officer_id]
    return _page(request, "visits/officers.html", visit, form, along=along)


@FORM
def stay_behind(request, pk, officer):
    """Somebody who was to go along does not, after a page that says so."""
    visit = visit_of(request, pk, "visits.write_visit")
    who = get_object_or_404(User, visit_places__visit=visit, pk=officer)
    if request.method == "POST":
        try:
            going.stay_behind(visit=visit, officer=who, by=request.user)
        except VisitRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{who} does not go to this visit.")
        return redirect(visit)
    return render(request, "visits/stay_behind.html", {"visit": visit, "officer": who})


def _nobody(form):
    """Is there nobody to write to, because no address was entered where one is needed?"""
    return "contact_email" in form.fields and not form.cleaned_data["contact_email"]


def _page(request, template, visit, form, **context):
    context |= {"visit": visit, "school": visit.school, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
