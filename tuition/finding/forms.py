"""What lessons and groups can be looked for by. Nothing is asked that is not needed to find."""

from django import forms

from hub.calendar.choices import Weekday, YearGroup
from hub.forms import FilterForm
from hub.music.choosing import ANY_OF, instrument_choices
from tuition.choices import Kind
from tuition.finding.places import WhereField

ADULT = "adult"
YEARS = [
    ("", "Any age"),
    *((str(year.value), year.label) for year in YearGroup),
    (ADULT, "Adult"),
]
_WITHIN = (2, 5, 10, 20, 50)


class FindFilters(FilterForm):
    """Instrument, place, age, day, kind, distance, adapted, only with places; and the order."""

    instrument = forms.ChoiceField()
    near = WhereField(
        label="Postcode or school", help_text="To show what is near. We do not keep it."
    )
    year = forms.ChoiceField(label="School year, or adult", choices=YEARS)
    day = forms.ChoiceField(
        choices=[("", "Any day"), *((str(day.value), day.label) for day in Weekday)],
        help_text="Lessons whose day is still to be agreed are shown too.",
    )
    kind = forms.ChoiceField(choices=[("", "Any kind"), *Kind.choices])
    within = forms.ChoiceField(
        label="How far away",
        choices=[("", "Any distance"), *((str(km), f"{km} km") for km in _WITHIN)],
    )
    adapted = forms.BooleanField(label="With adapted instruments")
    free = forms.BooleanField(label="With places free now")
    sort = forms.ChoiceField(
        label="Order",
        choices=[("", "Nearest first"), ("day", "By day and time"), ("name", "By instrument")],
    )
    narrows_nothing = frozenset({"sort"})

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["instrument"].choices = [("", "Any instrument"), *instrument_choices()]
        self.fields["near"].widget.attrs["autocomplete"] = "postal-code"
        if not self.data.get("near"):  # without a place nothing is nearer than anything else
            self.fields["sort"].choices = [("", "By instrument"), ("day", "By day and time")]

    @property
    def where(self):
        """The Where that was asked for, or None."""
        return self.values.get("near")

    @property
    def instrument_words(self):
        """ "violin", "any brass", or "" for every instrument."""
        chosen = self.values.get("instrument", "")
        for family, names in self.fields["instrument"].choices[1:]:
            for key, name in names:
                if key == chosen:
                    return f"any {family.lower()}" if key.startswith(ANY_OF) else name.lower()
        return ""

    def _words(self, bound, raw):
        if bound.name == "instrument":
            return f"Instrument: {self.instrument_words}"
        if bound.name == "near" and self.where and self.where.words:
            return f"Near: {self.where.words}"
        return super()._words(bound, raw)
