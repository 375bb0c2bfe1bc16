"""Lists of schools as files: the form of such a report holds what the address of the list says."""

from django import forms
from django.http import QueryDict

from hub.reporting.forms import ReportForm
from schools.filters import SchoolFilters


class ListForm(ReportForm):
    """The filters of a list of schools and its order, chosen on the list's own page."""

    filters: type[SchoolFilters] = SchoolFilters

    sort = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def narrow(self, user):
        """Ask what the list's own filters ask; what they choose from is narrowed by themselves."""
        kind = self.fields.pop("format", None)
        self.fields.update(self.filters().fields)
        if kind is not None:
            self.fields["format"] = kind

    def query(self):
        """The query of the list's address. Valid forms only."""
        query = QueryDict(mutable=True)
        for name, values in self.asked().items():
            query.setlist(name, values)
        return query

    def subject(self):
        """The filters that are on."""
        return "; ".join(chip.text for chip in self.filters(self.query()).chips())

    def arguments(self):
        """What a list's functions are called with: the address's query, and for whom."""
        return {"query": self.query(), "user": self.user}


def in_order(schools, keys):
    """The schools with these primary keys, in their order; who is gone is left out."""
    found = {school.pk: school for school in schools.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]
