"""What a carer's own list can be narrowed by."""

from django import forms

from hub.forms import FilterForm


class OwnFilters(FilterForm):
    """Which child."""

    child = forms.ChoiceField(label="Who learns")

    def __init__(self, data=None, *, pupils, **kwargs):
        super().__init__(data, **kwargs)
        names = [(str(each.pk), each.called) for each in pupils]
        self.fields["child"].choices = [("", "Everybody"), *names]

    def narrow(self, rows):
        """The enrolments that the filter lets through."""
        child = self.values.get("child")
        return rows.filter(pupil=child) if child else rows
