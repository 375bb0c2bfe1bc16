"""The form by which schools of the status list are ticked to be reminded."""

from django import forms

from hub.forms import HubForm
from schools.choices import ChasedFor


class ChaseForm(HubForm):
    """Which schools, and of what. ``rows``: the schools of the page that may be ticked."""

    marks_optional = False

    about = forms.ChoiceField(
        label="What do you want to remind them of?",
        choices=ChasedFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to remind them of"},
    )
    everything = forms.BooleanField(required=False)
    schools = forms.MultipleChoiceField(
        label="Schools",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, data=None, *, rows, count, words, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["everything"].label = f"All {count} schools of this list, not only this page"
        self.fields["schools"].choices = [(str(school.pk), words(school)) for school in rows]

    def clean(self):
        """At least one school."""
        cleaned = super().clean()
        if not cleaned.get("everything") and not cleaned.get("schools") and not self.errors:
            self.add_error("schools", "Tick the schools that you want to remind")
        return cleaned
