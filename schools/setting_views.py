"""Pages on which staff add a setting that the register does not know, and change it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hub.forms import typed
from hub.permissions import require
from schools import by_hand
from schools.models import School
from schools.setting_forms import SettingForm


def setting_add(request):
    """Add a setting by hand."""
    require(request.user, "schools.keep_directory")
    form = SettingForm(typed(request), user=request.user)
    if form.is_valid():
        try:
            school = by_hand.add(by=request.user, **form.cleaned_data)
        except by_hand.SettingRefused as refusal:
            form.add_error("urn", str(refusal))
        else:
            messages.success(request, f"{school.name} is in the directory.")
            return redirect(school)
    return _page(request, form)


def setting_change(request, pk):
    """Change a setting that staff added."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.keep_directory", school)
    if not school.is_made_by_hand:
        messages.info(request, f"Imports of the register keep {school.name} up to date.")
        return redirect(school)
    form = SettingForm(typed(request), user=request.user, school=school)
    if form.is_valid():
        try:
            by_hand.change(school=school, by=request.user, **form.cleaned_data)
        except by_hand.SettingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"What the hub says of {school.name} is saved.")
            return redirect(school)
    return _page(request, form, school)


def _page(request, form, school=None):
    context = {"form": form, "school": school}
    return render(request, "schools/setting.html", context, status=422 if form.is_bound else 200)
