"""What the lists of visits, and the diary, can be narrowed by."""

from django import forms

from hub.calendar.years import YearChoiceField
from hub.forms import FilterForm
from schools.models import Region
from visits.arranging.going import officers_of_hub
from visits.choices import COMING, VisitState
from visits.models import VisitOfficer, VisitType

NO_REGION = "none"


class VisitFilters(FilterForm):
    """Region of the school, officer who goes, type, academic year."""

    region = forms.ChoiceField()
    officer = forms.ChoiceField()
    type = forms.ChoiceField(label="Type of visit")
    year = YearChoiceField(back=6, ahead=1)

    #: Filters that are not asked here.
    left_out: frozenset[str] = frozenset()

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for name in self.left_out:
            del self.fields[name]
        regions = [(name, name) for name in Region.objects.values_list("name", flat=True)]
        officers = [(str(user.pk), str(user)) for user in officers_of_hub()]
        types = [(each.key, each.name) for each in VisitType.objects.all()]
        self._offer("region", "All regions", [*regions, (NO_REGION, "No region")])
        self._offer("officer", "All officers", officers)
        self._offer("type", "All types", types)
        if "year" in self.fields:
            self._offer("year", "All years", self.fields["year"].choices)

    def narrow(self, visits):
        """The visits that every filter lets through."""
        values = self.values
        if values.get("region") == NO_REGION:
            visits = visits.filter(school__region=None)
        elif "region" in values:
            visits = visits.filter(school__region__name=values["region"])
        if "officer" in values:
            # By subquery: a join would show a visit once for each who goes.
            visits = visits.filter(pk__in=_goes(values["officer"]))
        if "type" in values:
            visits = visits.filter(type__key=values["type"])
        if "year" in values:
            visits = visits.filter(year=values["year"])
        return visits

    def _offer(self, name, every, choices):
        if name in self.fields:
            self.fields[name].choices = [("", every), *choices]


class BookedFilters(VisitFilters):
    """The same, and how far they are."""

    state = forms.ChoiceField(
        label="State",
        choices=[("", "All that are coming"), *((str(s), VisitState(s).label) for s in COMING)],
    )
    left_out = frozenset({"year"})
    field_order = ("state", "region", "officer", "type")

    def narrow(self, visits):
        visits = super().narrow(visits)
        return visits.filter(state=self.values["state"]) if "state" in self.values else visits


class DiaryFilters(VisitFilters):
    """Whose diary: an officer's, a region's, everybody's."""

    left_out = frozenset({"type", "year"})
    on = forms.CharField(max_length=10, widget=forms.HiddenInput)
    narrows_nothing = frozenset({"on"})


def _goes(officer):
    return VisitOfficer.objects.filter(officer=officer).values("visit")
