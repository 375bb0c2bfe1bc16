"""What is asked about a new token."""

from django import forms

from hub.api.choices import Lifetime, Scope
from hub.forms import HubForm


class TokenForm(HubForm):
    """A name to know it by, what it may do, and how long."""

    name = forms.CharField(
        label="Name of the token",
        help_text="The program or computer that will use it, such as “Timetable export”.",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label="What it may do",
        help_text="It never sees or changes more than you may yourself.",
        choices=Scope.choices,
        initial=Scope.READ,
        widget=forms.RadioSelect,
    )
    lifetime = forms.TypedChoiceField(
        label="How long it lasts",
        help_text="Create another when it has ended. A year is the longest.",
        choices=Lifetime.choices,
        coerce=int,
        initial=Lifetime.QUARTER,
        widget=forms.RadioSelect,
    )
