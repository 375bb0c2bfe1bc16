"""The office's pages of one lesson or group: what it is, who has places, what can be done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.permissions import may, require
from hub.places.choices import ASKING, TAKING
from tuition.finding.cards import when_words
from tuition.finding.interests import waiting_for
from tuition.keeping import provision as verbs
from tuition.keeping.capacity_form import CapacityForm
from tuition.keeping.forms import ProvisionForm
from tuition.keeping.list_views import KINDS
from tuition.keeping.provision import ProvisionRefused
from tuition.models import Enrolment, Provision

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_SET = "tuition.set_provision"
#: Names shown on the page of one; all stand in the list of applications.
_MOST_NAMES = 100


@_FORM
def add(request):
    """Add a lesson or group; it is a draft until it is published."""
    require(request.user, _SET)
    form = ProvisionForm(typed(request), initial={"year": str(AcademicYear.current())})
    if form.is_valid():
        row = verbs.save(form=form, by=request.user)
        messages.success(
            request, f"{row} is saved as a draft. Families see it once you publish it."
        )
        return redirect("tuition:provision_office", row.pk)
    return _form(request, form, None)


@_FORM
def change(request, pk):
    """Change it. Those who have places are not written to by this."""
    row = _one(request, pk)
    require(request.user, _SET)
    form = ProvisionForm(typed(request), instance=row)
    if form.is_valid():
        saved = verbs.save(form=form, by=request.user)
        messages.success(request, f"{saved} is saved.")
        return redirect("tuition:provision_office", saved.pk)
    return _form(request, form, _one(request, pk))


@require_safe
def provision_office(request, pk):
    """All that staff know of one, and who has a place or waits."""
    row = _one(request, pk)
    require(request.user, "tuition.list_provision")
    context = {
        "provision": row,
        "when": when_words(row),
        "kind": KINDS[row.state],
        "can_set": may(request.user, _SET),
        "next_year": row.followed_by.first(),
        "interested": waiting_for(row).count() if may(request.user, _SET) else 0,
        **_places(request.user, row),
    }
    return render(request, "tuition/keeping/provision.html", context)


@require_POST
def publish(request, pk):
    """Publish it."""
    return _do(request, pk, verbs.publish, "is published. Families find it now.")


@_FORM
def stop(request, pk):
    """Stop it, after a page that says who has places and what happens."""
    row = _one(request, pk)
    require(request.user, _SET)
    if request.method == "POST":
        return _do(request, pk, verbs.stop, "is stopped. Nobody new can apply.")
    context = {"provision": row, **_places(request.user, row)}
    return render(request, "tuition/keeping/stop.html", context)


@require_POST
def copy(request, pk):
    """Copy it to the next year, as a draft."""
    row = _one(request, pk)
    require(request.user, _SET)
    try:
        new = verbs.copy_to_next_year(provision=row, by=request.user)
    except ProvisionRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("tuition:provision_office", pk)
    messages.success(request, f"{new} is copied to {new.year} as a draft. Check day and tutor.")
    return redirect("tuition:provision_office", new.pk)


@_FORM
def capacity(request, pk):
    """Have more places or fewer; more are offered at once to those who wait."""
    row = _one(request, pk)
    require(request.user, _SET)
    form = CapacityForm(typed(request), provision=row)
    if form.is_valid():
        try:
            row, offered = verbs.set_capacity(
                provision=row,
                capacity=form.cleaned_data["capacity"],
                slot=form.slot(),
                by=request.user,
            )
        except ProvisionRefused as refusal:
            form.add_error("capacity", str(refusal))
        else:
            who = f" {offered} offered to those who wait." if offered else ""
            messages.success(request, f"{row} has {row.capacity} places.{who}")
            return redirect("tuition:provision_office", pk)
    context = {"form": form, "provision": row}
    status = 422 if form.is_bound else 200
    return render(request, "tuition/keeping/capacity.html", context, status=status)


def _one(request, pk):
    seen = Provision.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("instrument", "venue", "room", "tutor"), pk=pk)


def _form(request, form, row):
    context = {"form": form, "provision": row}
    status = 422 if form.is_bound else 200
    return render(request, "tuition/keeping/form.html", context, status=status)


def _do(request, pk, verb, words):
    row = _one(request, pk)
    require(request.user, _SET)
    try:
        row = verb(provision=row, by=request.user)
    except ProvisionRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{row} {words}")
    return redirect("tuition:provision_office", pk)


def _places(user, row):
    """Numbers for everybody, names for those who may see them."""
    rows = Enrolment.objects.filter(provision=row, state__in=[*TAKING, *ASKING])
    names = Enrolment.objects.none()
    if may(user, "tuition.see_enrolment") and not user.must_set_up_second_factor(sensitive=True):
        names = rows.visible_to(user).of_pupils().select_related("pupil")
    return {
        "asking": rows.filter(state__in=ASKING).count(),
        "names": list(names.order_by("state", "rank", "applied_at", "pk")[:_MOST_NAMES]),
    }
