"""Which area somebody works in, and which school they look at."""

from django import forms

from hub.calendar.choices import YearGroup
from hub.forms import HubForm
from hub.music.choosing import instrument_choices


class FindForm(HubForm):
    """The search row of the public home: it leads to the page that finds lessons."""

    instrument = forms.ChoiceField(required=False)
    near = forms.CharField(
        label="Postcode or school",
        required=False,
        widget=forms.TextInput({"autocomplete": "postal-code"}),
    )
    year = forms.ChoiceField(
        label="School year, or adult",
        required=False,
        choices=[("", "Any age"), *YearGroup.choices, ("adult", "Adult")],
    )
    marks_optional = False

    def __init__(self):
        super().__init__(auto_id="find_%s")
        self.fields["instrument"].choices = [("", "Any instrument"), *instrument_choices()]


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
