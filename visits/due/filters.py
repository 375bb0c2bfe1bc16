"""What the list of who is due can be narrowed by."""

from django import forms

from hub.calendar.years import AcademicYear, year_choices
from schools.filters import SchoolFilters
from schools.search import find
from visits.cycle import PAST, WITHIN, at_end, never_visited, past_at_end, past_cycle, within_cycle
from visits.due import scoring
from visits.due.rows import having

MINE = "mine"
_NEVER = "never"
_SINCE = [
    ("", "Any time"),
    (PAST, "Past the cycle"),
    (WITHIN, "Within the cycle"),
    ("12", "12 months or more"),
    ("24", "24 months or more"),
    ("36", "36 months or more"),
    (_NEVER, "Never visited"),
]


class DueFilters(SchoolFilters):
    """The filters of the directory that narrow open schools, and what visits know of them.

    An officer who has regions sees their own until they ask for others.
    """

    since = forms.ChoiceField(label="Last visit that counts", choices=_SINCE)
    signal = forms.ChoiceField(label="What speaks for it")
    arranged = forms.ChoiceField(
        label="Next visit",
        choices=[("", "Arranged or not"), ("no", "None is arranged"), ("yes", "One is arranged")],
    )

    field_order: tuple[str, ...] = (
        *("q", "region", "arranged", "since", "signal", "phase", "trust"),
    )

    def __init__(self, data, *, regions):
        """``regions``: primary keys of the officer's own regions."""
        self.regions = regions
        data = data.copy()
        if regions and "region" not in data:
            data["region"] = MINE
        super().__init__(data)
        # Hundreds of districts cost a page more time than its schools do; regions are near enough.
        for name in ("type", "status", "district", "authority"):
            self.fields.pop(name, None)
        self._ends = {at_end(year): year for year in _years(data.get("since", ""))}
        self.fields["since"].choices = [
            *_SINCE,
            *((key, f"Past the cycle when {year} ends") for key, year in self._ends.items()),
        ]
        kinds = [each for each in scoring.weighed() if each.key != scoring.MONTHS]
        self.fields["signal"].choices = [
            ("", "Anything"),
            *((each.key, each.label) for each in kinds),
        ]
        if regions and "region" in self.fields:
            every, *others = self.fields["region"].choices
            self.fields["region"].choices = [every, (MINE, "My own regions"), *others]

    def _without(self, bound, raw):
        """Taking off the regions that stand by themselves has to be said."""
        if bound.name != "region" or not self.regions:
            return super()._without(bound, raw)
        left = self.data.copy()
        left.pop("page", None)
        left["region"] = ""
        return f"?{left.urlencode()}"

    @property
    def are_own(self):
        """Do only the officer's own regions narrow the list?"""
        return set(self.values) == {"region"} and self.values["region"] == MINE

    def narrow(self, schools):
        """Those of the schools that every filter and the search let through."""
        values = self.values
        if values.get("region") == MINE:
            schools = schools.filter(region__in=self.regions)
            self.cleaned_data["region"] = ""
            schools = super().narrow(schools)
            self.cleaned_data["region"] = MINE
        else:
            schools = super().narrow(schools)
        if values.get("since") == _NEVER:
            schools = schools.filter(never_visited())
        elif values.get("since") == PAST:
            schools = schools.filter(past_cycle())
        elif values.get("since") == WITHIN:
            schools = schools.filter(within_cycle())
        elif values.get("since") in self._ends:
            schools = schools.filter(past_at_end(self._ends[values["since"]]))
        elif "since" in values:
            schools = schools.filter(past_cycle(months=int(values["since"])))
        if "arranged" in values:
            is_arranged = scoring.ARRANGED_ALREADY
            schools = schools.filter(is_arranged if values["arranged"] == "yes" else ~is_arranged)
        if "signal" in values:
            schools = having(schools, values["signal"])
        return find(schools, values.get("q", ""))


def _years(asked):
    """This academic year, at whose end schools may be past the cycle, and the one asked for."""
    known = [AcademicYear.parse(words) for words, _ in year_choices(back=4, ahead=1)]
    return [year for year in known if year == AcademicYear.current() or at_end(year) == asked]
