"""What the tracker can be narrowed by."""

import datetime

from django import forms
from django.utils import timezone

from hub.calendar.years import YearChoiceField
from hub.forms import FilterForm
from schools.choices import Phase
from schools.models import School
from schools.search import find
from visits.actions.filters import day_field, in_region, regions
from visits.actions.staff import staff
from visits.choices import COMING, TOOK_PLACE, SurveyState, VisitState
from visits.models import VisitType
from visits.tracker.rows import followed

COMING_KEY, TOOK_PLACE_KEY = "coming", "took-place"
_STATES = {COMING_KEY: COMING, TOOK_PLACE_KEY: TOOK_PLACE}
NO_SURVEY = "none"


class TrackerFilters(FilterForm):
    """Which visits: without any filter all of them."""

    q = forms.CharField(label="School’s name or URN, or a visit’s reference", max_length=100)
    year = YearChoiceField(back=9, ahead=1)
    region = forms.ChoiceField()
    officer = forms.ChoiceField()
    type = forms.ChoiceField(label="Type of visit")
    counts = forms.BooleanField(label="Counts towards the cycle")
    state = forms.ChoiceField(
        choices=[
            ("", "Any"),
            (TOOK_PLACE_KEY, "Took place"),
            (COMING_KEY, "Still to take place"),
            *VisitState.choices,
        ]
    )
    since = day_field("From")
    until = day_field("To")
    phase = forms.ChoiceField(choices=[("", "All phases"), *Phase.choices])
    trust = forms.CharField(label="Trust, or part of its name", max_length=200)
    survey = forms.ChoiceField(
        label="Have Your Say",
        choices=[("", "Any"), *SurveyState.choices, (NO_SURVEY, "No record yet")],
    )
    followed = forms.ChoiceField(
        label="Followed up", choices=[("", "Any"), ("yes", "Yes"), ("no", "No")]
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["year"].choices = [("", "All years"), *self.fields["year"].choices]
        self.fields["region"].choices = regions()
        people = [(str(each.pk), str(each)) for each in staff()]
        self.fields["officer"].choices = [("", "Anybody"), *people]
        types = VisitType.objects.order_by("position", "name").values_list("key", "name")
        self.fields["type"].choices = [("", "All types"), *types]

    def narrow(self, visits):
        """Of these visits those that the filters leave."""
        on = self.values
        if "state" in on:
            visits = visits.filter(state__in=_STATES.get(on["state"], [on["state"]]))
        if "region" in on:
            visits = in_region(visits, on["region"])
        if "since" in on:
            visits = visits.filter(starts_at__gte=_midnight(on["since"]))
        if "until" in on:
            visits = visits.filter(starts_at__lt=_midnight(on["until"] + datetime.timedelta(1)))
        if "survey" in on:
            none = on["survey"] == NO_SURVEY
            visits = visits.filter(record__survey_state=None if none else on["survey"])
        if "followed" in on:
            visits = visits.filter(followed() if on["followed"] == "yes" else ~followed())
        exact = {
            "year": "year",
            "officer": "officer",
            "type": "type__key",
            "counts": "type__counts",
        }
        exact |= {"phase": "school__phase", "trust": "school__trust__name__icontains"}
        visits = visits.filter(**{exact[name]: on[name] for name in exact if name in on})
        return _called(visits, on.get("q", ""))


def _called(visits, text):
    """The visit of this reference, and those to schools that the text names."""
    if not text:
        return visits
    named = find(School.objects.order_by(), text)
    return visits.filter(school__in=named) | visits.filter(reference=text.upper())


def _midnight(day):
    """When the day begins in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
