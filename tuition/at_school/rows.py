"""A school's own pupils with lessons: name, year, instrument, day and state, and nothing else."""

from django import forms

from hub.calendar.choices import YearGroup
from hub.forms import FilterForm
from hub.music.models import Instrument
from hub.people.choices import ConsentKind
from hub.people.models import Consent
from hub.places.choices import LIVE, OVER, TAUGHT, PlaceState
from tuition.after.words import when_of
from tuition.models import Enrolment
from tuition.office.list_filters import in_year

HEADS = [
    ("name", "Pupil", "pupil__last_name"),
    ("instrument", "Instrument", "provision__instrument__name"),
    ("", "Day", ""),
    ("", "State", ""),
]
COLUMNS = {
    "Pupil": lambda row: row.pupil.full_name,
    "School year": lambda row: row.pupil.year_in_words,
    "Instrument": lambda row: row.provision.instrument.name,
    "Day": when_of,
    "State": "state_in_words",
}
_STATES = {
    "": LIVE,
    "taught": TAUGHT,
    "asked": (PlaceState.APPLIED, PlaceState.WAITING, PlaceState.OFFERED),
    "over": OVER,
}


def of_school(school, user):
    """Enrolments of pupils who are at the school now and whose carers let it know."""
    told = Consent.objects.live().filter(kind=ConsentKind.SCHOOL).values("pupil")
    rows = Enrolment.objects.visible_to(user).filter(
        pupil__school=school,
        pupil__in=told,
        pupil__merged_into=None,
        pupil__anonymised_at=None,
    )
    return rows.exclude(state=PlaceState.HELD)


class PupilFilters(FilterForm):
    """Without a state: who has a place or wants one."""

    state = forms.ChoiceField(
        choices=[
            ("", "With a place, or asking for one"),
            ("taught", "With a place"),
            ("asked", "Asking for one"),
            ("over", "Over"),
        ]
    )
    instrument = forms.ChoiceField()
    year = forms.ChoiceField(
        label="School year",
        choices=[("", "All years"), *((str(key), label) for key, label in YearGroup.choices)],
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        names = Instrument.objects.values_list("key", "name")
        self.fields["instrument"].choices = [("", "All instruments"), *names]

    def narrow(self, rows):
        """Of these enrolments those that the filters leave."""
        on = self.values
        rows = rows.filter(state__in=[str(each) for each in _STATES[on.get("state", "")]])
        if "instrument" in on:
            rows = rows.filter(provision__instrument__key=on["instrument"])
        return rows.filter(in_year(on["year"])) if "year" in on else rows
