"""How many places there are, and when a new one is where day and time are still to be agreed."""

from django import forms

from hub.accounts.models import User
from hub.calendar.choices import Weekday
from hub.forms import AffixedInput, ClockField, HubForm
from tuition.keeping.forms import NUMBER, tutors

_SLOT = ("weekday", "starts_at", "tutor")


class CapacityForm(HubForm):
    """Of a group the places alone."""

    capacity = forms.IntegerField(
        label="Places", min_value=1, max_value=5000, widget=AffixedInput(attrs=NUMBER)
    )
    weekday = forms.TypedChoiceField(
        label="Day of a new place",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not known yet"), *Weekday.choices],
    )
    starts_at = ClockField(label="Time", required=False, help_text="For example, 3:30pm.")
    tutor = forms.ModelChoiceField(
        User.objects.none(), required=False, empty_label="The tutor is to be agreed"
    )

    def __init__(self, data=None, *, provision, **kwargs):
        super().__init__(data, initial={"capacity": provision.capacity}, **kwargs)
        self.provision = provision
        if provision.is_fixed:
            for name in _SLOT:
                del self.fields[name]
            return
        self.fields["tutor"].queryset = tutors()
        self.fields["tutor"].initial = provision.tutor_id

    def clean(self):
        """Day and time together, and only for a place that is new."""
        cleaned = super().clean()
        if self.errors or self.provision.is_fixed:
            return cleaned
        day, time = cleaned["weekday"], cleaned["starts_at"]
        if (day is None) != (time is None):
            missing = "weekday" if day is None else "starts_at"
            self.add_error(missing, "Enter day and time, or neither")
        elif day is not None and cleaned["capacity"] <= self.provision.capacity:
            self.add_error("capacity", "A day and time are for a new place: have more than now")
        return cleaned

    def slot(self) -> dict:
        """What an offer of the new place fixes; empty while nobody knows when it is."""
        if self.cleaned_data.get("weekday") is None:
            return {}
        return {name: self.cleaned_data[name] for name in _SLOT}
