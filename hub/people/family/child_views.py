"""The pages of one learner: entered, looked at, corrected."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.people import children
from hub.people.family.adding import STEPS, AddingChild
from hub.people.family.cards import blocks_of, own_pupils
from hub.people.family.child_page import context_of
from hub.people.family.forms import AdultForm, ChildForm
from hub.people.refusals import FamilyRefused
from hub.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Add a child, step by step; ``?next=`` leads back to where the child was missing."""
    require(request.user, "home.enter_parent")
    show_in(request, AREAS["parent"])
    adding = AddingChild(typed(request), user=request.user)
    if adding.is_whole:
        try:
            pupil = children.add_child(by=request.user, **adding.asked)
        except FamilyRefused as refusal:
            field = refusal.field if refusal.field in adding.form.fields else None
            adding.form.add_error(field, str(refusal))
        else:
            messages.success(request, f"{pupil.called} is added. Now tell us what helps.")
            return redirect(onward(request) or reverse("family:needs", args=[pupil.pk]))
    context = {"form": adding.form, "adding": adding, "steps": len(STEPS)}
    status = 422 if adding.form.is_bound and adding.form.errors else 200
    return render(request, "family/child_add.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_self(request):
    """Become a learner oneself: who signs in is who learns."""
    require(request.user, "home.enter_parent")
    show_in(request, AREAS["parent"])
    first, _, last = request.user.name.rpartition(" ")
    form = AdultForm(typed(request), initial={"first_name": first or last, "last_name": last})
    if form.is_valid():
        try:
            pupil = children.add_self(by=request.user, **form.cleaned_data)
        except FamilyRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "You are added as a learner. Now tell us what helps you.")
            return redirect(onward(request) or reverse("family:needs", args=[pupil.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "family/adult_add.html", {"form": form}, status=status)


@require_safe
def child(request, pk):
    """Everything about one learner that this carer may know."""
    pupil = fetch(request, pk)
    context = context_of(pupil, request.user)
    context["blocks"] = blocks_of(request.user, [pupil])[pupil.pk]
    return render(request, "family/child.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Correct names, birthday and school year."""
    pupil = fetch(request, pk)
    require(request.user, "people.change_pupil", pupil)
    initial = {name: getattr(pupil, name) for name in children.OF_PUPIL}
    kind = AdultForm if pupil.is_adult else ChildForm
    form = kind(typed(request), initial=initial | {"out_by": str(pupil.out_by)})
    if not pupil.is_adult:
        form.know(pupil)
    if form.is_valid():
        try:
            children.change(pupil=pupil, by=request.user, **asked(form))
        except FamilyRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The details are saved.")
            return redirect(pupil_page(pupil))
    status = 422 if form.is_bound else 200
    context = {"form": form, "pupil": pupil}
    return render(request, "family/child_change.html", context, status=status)


def fetch(request, pk):
    """The learner, one of one's own family; the page is one of the area of families."""
    show_in(request, AREAS["parent"])
    return get_object_or_404(own_pupils(request.user), pk=pk)


def asked(form):
    """What a form about a child asked, without the boxes that only ask back."""
    return {key: kept for key, kept in form.cleaned_data.items() if not key.startswith("is_right")}


def onward(request):
    """Where ``?next=`` leads, when that is one of our own pages, else ""."""
    to = request.GET.get("next", "")
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(to, hosts, require_https=request.is_secure())
    return to if safe else ""


def pupil_page(pupil):
    """The address of the learner's page in My family."""
    return reverse("family:child", args=[pupil.pk])
