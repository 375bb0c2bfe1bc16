"""What the school list, its map and its downloads can be narrowed by."""

from collections import defaultdict

from django import forms
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast

from hub.forms import FilterForm
from hub.policy.models import LocalAuthority
from schools.choices import OPEN_STATUSES, Phase, SchoolStatus
from schools.models import District, EstablishmentType, Region

NO_REGION = "none"
_STATUSES = {
    "": OPEN_STATUSES,
    "closed": [SchoolStatus.CLOSED],
    "proposed": [SchoolStatus.PROPOSED],
    "any": SchoolStatus.values,
}


class SchoolFilters(FilterForm):
    """Search and filters of schools. Without a status: open schools.

    A filter with nothing to choose from is left out, and so is the local authority in a hub that
    serves one. A trust is typed, because a list of all would hold hundreds.
    """

    q = forms.CharField(label="Name, postcode or URN", max_length=100)
    phase = forms.MultipleChoiceField(choices=Phase.choices, widget=forms.CheckboxSelectMultiple)
    region = forms.ChoiceField()
    district = forms.ChoiceField()
    authority = forms.ChoiceField(label="Local authority")
    type = forms.ChoiceField(label="Type of school")
    trust = forms.CharField(label="Trust, or part of its name", max_length=200)
    status = forms.ChoiceField(
        choices=[
            ("", "Open"),
            ("closed", "Closed"),
            ("proposed", "Proposed to open"),
            ("any", "Open, closed and proposed"),
        ]
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        known = _known()
        self._offer("region", "All regions", known, (NO_REGION, "No region"))
        self._offer("district", "All districts", known)
        self._offer("authority", "All local authorities", known, least=2)
        self._offer("type", "All types", known)

    def _offer(self, name, every, known, *more, least=1):
        if len(known[name]) < least:
            del self.fields[name]
        else:
            self.fields[name].choices = [("", every), *known[name], *more]

    def narrow(self, schools):
        """The schools that every filter but the search lets through."""
        values = self.values
        schools = schools.filter(status__in=_STATUSES[values.get("status", "")])
        if "phase" in values:
            schools = schools.filter(phase__in=values["phase"])
        if values.get("region") == NO_REGION:
            schools = schools.filter(region=None)
        elif "region" in values:
            schools = schools.filter(region__name=values["region"])
        if "district" in values:
            schools = schools.filter(district__code=values["district"])
        if "authority" in values:
            schools = schools.filter(local_authority__code=values["authority"])
        if "type" in values:
            schools = schools.filter(type_name=values["type"])
        if "trust" in values:
            schools = schools.filter(_of_trust(values["trust"]))
        return schools


def _of_trust(text):
    """Q: the trust of this code, or those whose name holds the text."""
    return Q(trust__code=text) | Q(trust__name__icontains=text)


def _known():
    """What can be chosen, by filter: lists of (value, words). One statement for all of them."""
    rows = _choices(Region, "region", "name").union(
        _choices(District, "district", "code"),
        _choices(LocalAuthority, "authority", "code"),
        _choices(EstablishmentType, "type", "name"),
        all=True,
    )
    known = defaultdict(list)
    for name, value, words in rows.order_by("filter", "words"):
        known[name].append((value, words))
    return known


def _choices(model, name, value):
    return (
        model.objects.order_by()
        .annotate(
            filter=Value(name, TextField()),
            value=Cast(value, TextField()),
            words=Cast("name", TextField()),
        )
        .values_list("filter", "value", "words")
    )
