"""Moving to another of one's own areas, or to another of one's own schools."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.forms import AreaForm, SchoolForm
from hub.home.here import area_of, areas_of, choose, school_of, schools_of, switch_school
from hub.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def choose_area(request):
    """Move to another of one's own areas."""
    require(request.user, "home.choose_place")
    here = area_of(request)
    form = AreaForm(
        typed(request), areas=areas_of(request.user), initial={"area": here.key if here else None}
    )
    if form.is_valid():
        area = AREAS[form.cleaned_data["area"]]
        choose(request, area)
        return redirect("home:area", area.key)
    return _form(request, "home/choose_area.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_school(request):
    """Look at the pages of another of one's own schools."""
    require(request.user, "home.choose_place")
    schools, here = schools_of(request.user), school_of(request)
    form = SchoolForm(
        typed(request), schools=schools, initial={"school": here.pk if here else None}
    )
    if form.is_valid():
        [school] = [each for each in schools if each.pk == form.cleaned_data["school"]]
        switch_school(request, school)
        choose(request, AREAS["school"])
        messages.success(request, f"You are now looking at {school}.")
        return redirect("home:area", "school")
    return _form(request, "home/choose_school.html", form)


def _form(request, template, form):
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form}, status=status)
