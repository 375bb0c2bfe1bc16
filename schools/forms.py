"""The form for the hub's own facts of a school."""

from django import forms

from hub.forms import HubForm
from schools.choices import HubFact, Phase
from schools.models import Region, Trust

FOLLOW = "register"


def _grid_number():
    return forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"})


class FactsForm(HubForm):
    """The facts that the hub sets itself; the fields are the arguments of ``set_by_hand``."""

    phase = forms.ChoiceField(widget=forms.RadioSelect)
    region = forms.ModelChoiceField(
        Region.objects.all(),
        required=False,
        empty_label="No region",
        help_text="The hub’s own grouping of schools.",
    )
    trust = forms.ModelChoiceField(
        Trust.objects.all(),
        required=False,
        empty_label="No trust",
        help_text="Without one, the next import takes it from the register.",
    )
    easting = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=700_000,
        help_text="Metres on the national grid, up to six figures.",
        widget=_grid_number(),
    )
    northing = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1_300_000,
        help_text="Metres on the national grid, up to seven figures.",
        widget=_grid_number(),
    )

    def __init__(self, data=None, *, school, **kwargs):
        own = {name: getattr(school, name) for name in ("region", "trust", "easting", "northing")}
        phase = school.phase if HubFact.PHASE in school.set_by_staff else FOLLOW
        super().__init__(data, initial={**own, "phase": phase}, **kwargs)
        follow = f"As the register says ({school.derived_phase.label.lower()})"
        known = [choice for choice in Phase.choices if choice[0] != Phase.NOT_KNOWN]
        self.fields["phase"].choices = [(FOLLOW, follow), *known]

    def clean_phase(self):
        """The phase, "" for what follows from the register."""
        phase = self.cleaned_data["phase"]
        return "" if phase == FOLLOW else phase

    def clean(self):
        """Both coordinates or neither."""
        cleaned = super().clean()
        if {"easting", "northing"} <= cleaned.keys():
            for name, other in (("easting", "northing"), ("northing", "easting")):
                if cleaned[name] is None and cleaned[other] is not None:
                    self.add_error(name, f"Enter {name} too, or leave both empty")
        return cleaned
