"""Where an officer starts from and when they work: to propose dates and to count kilometres."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from hub.forms import ClockField, HubForm, typed
from hub.geography.postcodes import PostcodeField
from hub.permissions import require
from visits.arranging import week
from visits.arranging.clocking import diary_of
from visits.arranging.visit_views import FORM
from visits.models.diaries import WEEKDAYS


class WeekForm(HubForm):
    """Base, days and hours."""

    base_postcode = PostcodeField(
        label="Postcode of your base",
        required=False,
        help_text="Where you start from, for kilometres: an office, rather than your home.",
    )
    works_on = forms.TypedMultipleChoiceField(
        label="Days on which you go to schools",
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day"},
    )
    from_time = ClockField(label="Not before")
    to_time = ClockField(label="Not after")

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("from_time"), cleaned.get("to_time")
        if begins and ends and begins >= ends:
            self.add_error("to_time", "Not after must be later than not before")
        return cleaned


@FORM
def working_week(request):
    """One's own working week."""
    require(request.user, "visits.write_diary")
    diary = diary_of(request.user)
    names = ("base_postcode", "works_on", "from_time", "to_time")
    form = WeekForm(typed(request), initial={name: getattr(diary, name) for name in names})
    if form.is_valid():
        place = week.save(officer=request.user, by=request.user, **form.cleaned_data)
        if form.cleaned_data["base_postcode"] and place is None:
            messages.warning(
                request,
                "Your week is saved. Nobody knows where this postcode is, so no kilometres are "
                "counted from it.",
            )
        else:
            messages.success(request, "Your week is saved. It holds for dates that you propose.")
        return redirect("visits:working_week")
    context = {"form": form, "diary": diary}
    status = 422 if form.is_bound else 200
    return render(request, "visits/working_week.html", context, status=status)
