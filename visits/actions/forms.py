"""Forms of actions: writing one, saying how far it is."""

from django import forms

from hub.forms import DateField, HubForm, HubModelForm
from schools.models import School
from schools.school_box import SchoolField
from visits.actions.keeping import FIELDS
from visits.actions.staff import staff
from visits.choices import Owner
from visits.models import Action

_NEEDED = {
    Owner.OFFICER: ("officer", "Choose who of the hub does it"),
    Owner.PARTNER: ("owner_name", "Enter the name of the partner"),
}


class _BasedOn(forms.Form):
    """Which revision of the action the page showed."""

    based_on = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )


class ActionForm(_BasedOn, HubModelForm):
    """What is to be done, who does it, by when, and what it serves.

    ``earliest``: the first day on which it can be due.
    """

    due_on = DateField(label="By when?", coming=True)

    class Meta:
        model = Action
        fields = FIELDS
        labels = {
            "what": "What is to be done?",
            "owner": "Who does it?",
            "officer": "Who of the hub?",
            "owner_name": "Name of the person or partner",
            "function": "Which strategic function does it serve?",
            "area": "Area of the music audit",
            "in_plan": "It belongs in the Regional Engagement Plan",
        }
        help_texts = {
            "what": "Begin with a verb. The school reads it. No names of pupils.",
            "officer": "When the hub does it.",
            "owner_name": "Who at the school, or which partner.",
        }
        error_messages = {"what": {"required": "Say what is to be done"}}
        widgets = {
            "what": forms.Textarea({"rows": 3}),
            "owner": forms.RadioSelect,
            "function": forms.RadioSelect,
        }

    def __init__(self, *args, earliest=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = staff(also=self.instance.officer_id)
        self.fields["due_on"].earliest = earliest
        for name in ("owner", "function"):
            self.fields[name].choices = [
                (value, words) for value, words in self.fields[name].choices if value
            ]

    def clean(self):
        """An owner is asked for a name where one has to be told."""
        cleaned = super().clean()
        name, words = _NEEDED.get(cleaned.get("owner"), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, words)
        return cleaned

    @property
    def values(self):
        """What was typed, for the verb."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def _post_clean(self):
        """The verb writes the row: the instance stays as it is stored."""


class DoneForm(_BasedOn, HubForm):
    """How one can tell that it is done."""

    words = forms.CharField(
        label="How can one tell that it is done?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="A sentence: what happened, when, what others can see or count. "
        "No names of pupils.",
        error_messages={"required": "Say in a sentence how one can tell that it is done"},
    )


class ReasonForm(_BasedOn, HubForm):
    """Why it is dropped, or open again."""

    words = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why"},
    )


class BeginForm(_BasedOn, HubForm):
    """Nothing is asked."""


class SchoolForm(HubForm):
    """For which school an action is."""

    at = SchoolField(
        label="For which school?",
        help_text="Its name, part of it, its postcode or URN.",
        error_messages={"required": "Enter a school"},
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["at"].queryset = School.objects.allowing("visits.add_action", user).open()
