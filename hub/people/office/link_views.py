"""Who cares for a pupil: adding, changing, restricting, ending."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.people import linking, restricting
from hub.people.choices import Restriction
from hub.people.models import Carer, CarerLink
from hub.people.office.checking import check_page, is_confirmed
from hub.people.office.forms import LiftForm, LinkForm, RestrictForm, RightsForm
from hub.people.office.pupil_views import family_pupil
from hub.people.refusals import FamilyRefused
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def add(request, pk):
    """Let a carer whose record there is care for a pupil."""
    pupil = family_pupil(request, pk, in_use=True)
    require(request.user, "people.link_carers", pupil)
    carers = Carer.objects.visible_to(request.user).present()
    form = LinkForm(typed(request), carers=carers, initial={"may_see": True})
    if form.is_valid():
        try:
            linking.link(pupil=pupil, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['carer']} now cares for {pupil.called}.")
            return redirect(pupil)
    context = {"form": form, "pupil": pupil}
    return render(request, "families/link_add.html", context, status=_status(form))


@_FORM
def change(request, pk):
    """Change what a carer is to a pupil, and what they may do."""
    link = _link(request, pk, "people.link_carers")
    now = {name: getattr(link, name) for name in linking.RIGHTS}
    form = RightsForm(typed(request), initial=now)
    if form.is_valid():
        try:
            linking.change(link=link, by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"What {link.carer} may do is saved.")
            return redirect(link.pupil)
    context = {"form": form, "link": link}
    return render(request, "families/link.html", context, status=_status(form))


@_FORM
def restrict(request, pk):
    """Keep something from a carer: a form, a page that says what follows, and it is done."""
    link = _link(request, pk, "people.restrict")
    form = RestrictForm(typed(request), initial={"restriction": link.restriction})
    if form.is_valid():
        if is_confirmed(request):
            return _done(
                request,
                link,
                restricting.restrict,
                "The restriction is set; nobody is told of it. It concerns",
                form,
            )
        return check_page(
            request,
            form,
            title=f"Keep something from {link.carer}",
            sides=restricting.effects(link, form.cleaned_data["restriction"]),
            button="Set the restriction",
            back_url=link.pupil.get_absolute_url(),
        )
    context = {"form": form, "link": link, "title": f"Keep something from {link.carer}"}
    return render(request, "families/restrict.html", context, status=_status(form))


@_FORM
def lift(request, pk):
    """Keep nothing from a carer any more."""
    link = _link(request, pk, "people.restrict")
    form = LiftForm(typed(request))
    if form.is_valid():
        if is_confirmed(request):
            return _done(
                request,
                link,
                restricting.lift,
                "The restriction is lifted; nobody is told of it. It concerned",
                form,
            )
        return check_page(
            request,
            form,
            title=f"Keep nothing from {link.carer} any more",
            sides=restricting.effects(link, Restriction.NONE),
            button="Lift the restriction",
            back_url=link.pupil.get_absolute_url(),
        )
    context = {"form": form, "link": link, "title": f"Keep nothing from {link.carer} any more"}
    return render(request, "families/restrict.html", context, status=_status(form))


@_FORM
def end(request, pk):
    """Say that somebody no longer cares for a pupil here."""
    link = _link(request, pk, "people.link_carers")
    if request.method == "POST":
        linking.end(link=link, by=request.user)
        messages.success(request, f"{link.carer} no longer cares for {link.pupil.called} here.")
        return redirect(link.pupil)
    context = {"link": link, "is_last": linking.is_last_to_book(link)}
    return render(request, "families/link_end.html", context)


def _done(request, link, verb, words, form):
    try:
        verb(link=link, by=request.user, **form.cleaned_data)
    except FamilyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{words} {link.carer}.")
    return redirect(link.pupil)


def _link(request, pk, right):
    """A live link of a pupil of whom the right of that name holds (or of the link itself)."""
    rows = CarerLink.objects.visible_to(request.user).select_related("carer", "pupil")
    link = get_object_or_404(rows, pk=pk, ended_at=None)
    require(request.user, "people.enter_families")
    about = link if right == "people.restrict" else link.pupil
    require(request.user, right, about)
    return link


def _status(form):
    return 422 if form.is_bound else 200
