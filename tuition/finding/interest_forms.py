"""What somebody tells us who wants to hear when something starts. No name of a child is asked."""

from django import forms

from hub.forms import FilterForm, HubForm
from hub.music.choosing import instrument_choices
from hub.music.models import Instrument
from tuition.finding.forms import ADULT, YEARS
from tuition.finding.places import WhereField


class InterestForm(HubForm):
    """Instrument, for whom, where, and an address of e-mail."""

    instrument = forms.ChoiceField()
    year = forms.ChoiceField(label="School year, or adult", choices=YEARS, required=False)
    near = WhereField(
        label="Postcode or school",
        required=False,
        help_text="So that we write about what is near you. We keep it with your request.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We write once to check that it is yours, and then when something starts.",
        widget=forms.EmailInput(
            {"autocomplete": "email", "spellcheck": "false", "class": "govuk-input--width-20"}
        ),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        choices = [("", "Choose"), *instrument_choices(whole_families=False)]
        self.fields["instrument"].choices = choices

    def clean_near(self):
        """A place that we know, or none."""
        where = self.cleaned_data["near"]
        if where is not None and where.trouble:
            raise forms.ValidationError(where.trouble)
        return where

    @property
    def asked(self):
        """The arguments of ``interests.note``. Valid forms only."""
        values, year = self.cleaned_data, self.cleaned_data["year"]
        return {
            "email": values["email"],
            "instrument": Instrument.objects.get(key=values["instrument"]),
            "year_group": int(year) if year and year != ADULT else None,
            "is_adult": year == ADULT,
            "where": values["near"],
        }


class InterestFilters(FilterForm):
    """The office's list: instrument, age, where, and whether they have been told."""

    q = forms.CharField(label="Postcode", max_length=10, help_text="The first part is enough.")
    instrument = forms.ChoiceField()
    year = forms.ChoiceField(label="School year, or adult", choices=YEARS)
    state = forms.ChoiceField(
        choices=[("", "Waiting to hear"), ("told", "Told"), ("all", "All that were proven")]
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        names = Instrument.objects.values_list("key", "name")
        self.fields["instrument"].choices = [("", "Any instrument"), *names]

    def narrow(self, rows):
        """The rows that every filter lets through."""
        values = self.values
        rows = rows.filter(confirmed_at__isnull=False)
        state = values.get("state")
        if state == "told":
            rows = rows.filter(told_at__isnull=False)
        elif state is None:
            rows = rows.live()
        if "instrument" in values:
            rows = rows.filter(instrument__key=values["instrument"])
        if year := values.get("year"):
            is_adult = year == ADULT
            rows = rows.filter(is_adult=True) if is_adult else rows.filter(year_group=year)
        if "q" in values:
            rows = rows.filter(postcode__istartswith=" ".join(values["q"].split()))
        return rows
