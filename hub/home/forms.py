"""Which area somebody works in, and which school they look at."""

from django import forms

from hub.forms import HubForm


class AreaForm(HubForm):
    """Which area to work in: offered to somebody who may enter several."""

    area = forms.ChoiceField(label="Area", widget=forms.RadioSelect)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(area.key, area.name) for area in areas]


class SchoolForm(HubForm):
    """Which school's pages to look at: offered to somebody with a role at several."""

    school = forms.TypedChoiceField(label="School", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [(school.pk, str(school)) for school in schools]
