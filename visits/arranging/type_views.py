"""The types of visits: what they are called, how long they take, which count in the cycle."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import AffixedInput, HubModelForm, typed
from hub.lists import Column
from hub.permissions import require
from visits.arranging import typing
from visits.arranging.visit_views import FORM
from visits.models import VisitType

_COLUMNS = [
    Column("Type"),
    Column("Counts in the cycle"),
    Column("Usual length", number=True),
    Column("Visits", number=True),
    Column("In use"),
]


class TypeForm(HubModelForm):
    """One type of visit."""

    class Meta:
        model = VisitType
        fields = ("name", "counts", "minutes", "is_active")
        labels = {
            "name": "Name",
            "counts": "It counts: a school that has had one is due again after the whole cycle",
            "minutes": "Usual length",
            "is_active": "It can be chosen for new visits",
        }
        widgets = {
            "minutes": AffixedInput(
                suffix="minutes", attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}
            )
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["name"].error_messages["unique"] = "There is a type of this name already"
        self.fields["minutes"].validators = []
        self.fields["minutes"].min_value = 10

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 10 <= minutes <= 600:
            raise forms.ValidationError("Usual length must be from 10 to 600 minutes")
        return minutes


@require_safe
def types(request):
    """Every type, with how many visits are of it."""
    require(request.user, "visits.set_types")
    rows = VisitType.objects.visible_to(request.user).annotate(number=Count("visits"))
    context = {"rows": list(rows), "columns": _COLUMNS}
    return render(request, "visits/types.html", context)


@FORM
def new_type(request):
    """Add a type."""
    require(request.user, "visits.set_types")
    return _form(request, None)


@FORM
def type(request, pk):
    """Change a type. What has taken place goes on under its new name."""
    require(request.user, "visits.set_types")
    return _form(request, get_object_or_404(VisitType.objects.visible_to(request.user), pk=pk))


def _form(request, row):
    form = TypeForm(typed(request), instance=row)
    if form.is_valid():
        saved = typing.save(form=form, by=request.user)
        messages.success(request, f"{saved} is saved.")
        return redirect("visits:types")
    context = {"form": form, "row": row if row else None}
    return render(request, "visits/type.html", context, status=422 if form.is_bound else 200)
