"""What figures across schools, and lists of schools by what is known, can be narrowed by."""

from django import forms

from hub.calendar.years import AcademicYear, YearChoiceField
from schools.filters import SchoolFilters

#: How many years stand beside each other: this one and the last two.
YEARS = 3


class NeedsFilters(SchoolFilters):
    """The academic year, and the filters of the directory that narrow open schools."""

    year = YearChoiceField(back=4, ahead=0)

    #: Filters of the directory that are not asked here.
    left_out: frozenset[str] = frozenset({"q", "district", "type", "status"})
    narrows_nothing = frozenset({"year"})
    field_order: tuple[str, ...] = ("year", "region", "phase", "authority", "trust")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for name in self.left_out:
            self.fields.pop(name, None)

    @property
    def chosen_year(self):
        """The year of the figures: this one when none is chosen."""
        return self.values.get("year") or AcademicYear.current()

    @property
    def years(self):
        """The year and those before it that stand beside it, the newest first."""
        return [AcademicYear(self.chosen_year - back) for back in range(YEARS)]


class ListFilters(NeedsFilters):
    """The same for a list of schools, which can be searched and narrowed to a district too."""

    left_out = frozenset({"type", "status"})
    field_order: tuple[str, ...] = (
        "q",
        "year",
        "region",
        "phase",
        "district",
        "authority",
        "trust",
    )


class KnownFilters(ListFilters):
    """The schools behind a number: of which figure, and which answer they gave."""

    figure = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = forms.CharField(max_length=40, widget=forms.HiddenInput)

    narrows_nothing = frozenset({"year", "figure", "answer"})
