"""Families by their lessons, for e-mails to many of them."""

from django import forms

from hub.calendar.choices import YearGroup
from hub.calendar.years import AcademicYear, YearChoiceField, year_choices
from hub.forms import FilterForm
from hub.music.models import Instrument
from hub.people.audiences import audience
from hub.people.models import Pupil
from hub.places.choices import LIVE, PlaceState
from tuition.models import Enrolment

_HAS, _WANTS = "has", "wants"
_STATES = {
    _HAS: (PlaceState.CONFIRMED, PlaceState.STOPPING),
    _WANTS: (PlaceState.APPLIED, PlaceState.WAITING, PlaceState.OFFERED),
}


@audience(
    "lessons",
    name="Families with lessons",
    hint="Carers whose child has a place, or has applied or waits for one.",
    order=10,
)
class ByLesson(FilterForm):
    """Instrument, state, lesson or group, school, school year, academic year."""

    instrument = forms.ChoiceField()
    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Any that stands or is asked for"),
            (_HAS, "Has a place"),
            (_WANTS, "Waits for one"),
            *((str(each), each.label) for each in LIVE if each != PlaceState.HELD),
        ],
    )
    provision = forms.CharField(
        label="Lesson or group", max_length=8, help_text="Its reference, for one group alone"
    )
    school = forms.CharField(
        label="School of the child", max_length=120, help_text="Its name, part of it, or URN"
    )
    group = forms.ChoiceField(
        label="School year",
        choices=[("", "All years"), *((str(key), label) for key, label in YearGroup.choices)],
    )
    year = YearChoiceField(back=2, ahead=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = [(each.key, each.name) for each in Instrument.objects.order_by("name")]
        self.fields["instrument"].choices = [("", "All instruments"), *every]
        self.fields["year"].choices = [("", "All years"), *year_choices(back=2, ahead=1)]

    def narrow(self, pupils):
        """The pupils with a place, or a wish for one, that every filter lets through."""
        on = self.values
        states = _STATES.get(on.get("state"), (on["state"],) if "state" in on else LIVE)
        places = Enrolment.objects.of_pupils().filter(state__in=[str(each) for each in states])
        if "instrument" in on:
            places = places.filter(provision__instrument__key=on["instrument"])
        if "provision" in on:
            places = places.filter(provision__reference=on["provision"].upper())
        if "year" in on:
            places = places.filter(provision__year=on["year"])
        pupils = pupils.filter(pk__in=places.values("pupil"))
        if "school" in on:
            pupils = pupils.filter(pk__in=Pupil.objects.at_school(on["school"]).values("pk"))
        if "group" in on:
            pupils = pupils.in_year_group(int(on["group"]), year=AcademicYear.current())
        return pupils
