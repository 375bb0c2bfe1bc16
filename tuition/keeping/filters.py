"""What the office's list of lessons and groups can be narrowed by."""

from django import forms
from django.db.models import Q

from hub.calendar.choices import Weekday
from hub.calendar.years import YearChoiceField
from hub.forms import FilterForm
from hub.music.models import Instrument
from tuition.choices import Kind, ProvisionState
from tuition.keeping.forms import tutors

NOBODY, TO_AGREE = "none", "open"


class ProvisionFilters(FilterForm):
    """Place, instrument, kind, tutor, day, state, year, free places; and the order."""

    q = forms.CharField(label="Name, place or reference", max_length=100)
    year = YearChoiceField(back=6, ahead=1)
    state = forms.ChoiceField(choices=[("", "Any state"), *ProvisionState.choices])
    instrument = forms.ChoiceField()
    kind = forms.ChoiceField(choices=[("", "Any kind"), *Kind.choices])
    tutor = forms.ChoiceField()
    day = forms.ChoiceField(
        choices=[
            ("", "Any day"),
            *((str(day.value), day.label) for day in Weekday),
            (TO_AGREE, "To be agreed"),
        ]
    )
    places = forms.ChoiceField(
        choices=[("", "Any"), ("free", "With free places"), ("full", "Full")]
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        instruments = Instrument.objects.values_list("key", "name")
        people = [(str(user.pk), str(user)) for user in tutors()]
        years = self.fields["year"]
        years.choices = [("", "Any year"), *years.choices]
        self.fields["instrument"].choices = [("", "Any instrument"), *instruments]
        self.fields["tutor"].choices = [("", "Any tutor"), (NOBODY, "Nobody yet"), *people]

    def narrow(self, rows):
        """The rows that every filter lets through."""
        values = self.values
        if text := values.get("q"):
            named = Q(title__icontains=text) | Q(venue__name__icontains=text)
            rows = rows.filter(named | Q(reference__iexact=text))
        for name, field in (("year", "year"), ("state", "state"), ("kind", "kind")):
            if name in values:
                rows = rows.filter(**{field: values[name]})
        if "instrument" in values:
            rows = rows.filter(instrument__key=values["instrument"])
        if "tutor" in values:
            tutor = None if values["tutor"] == NOBODY else values["tutor"]
            rows = rows.filter(tutor=tutor)
        if "day" in values:
            rows = rows.filter(weekday=None if values["day"] == TO_AGREE else values["day"])
        if "places" in values:
            rows = rows.with_room() if values["places"] == "free" else rows.full()
        return rows
