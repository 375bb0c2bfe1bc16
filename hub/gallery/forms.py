"""A form with every kind of field, for the gallery."""

from django import forms
from django.http import QueryDict

from hub.forms import DateField, FilterForm, HubForm, MoneyField

YEARS = [("3", "Year 3"), ("4", "Year 4"), ("5", "Year 5"), ("6", "Year 6")]


class SampleForm(HubForm):
    """One field of each kind that the renderer draws."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        initial="Wolfeschlegelsteinhausen-Bergerdorff",
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="We send the tutor's messages here.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    search = forms.CharField(
        label="School name or URN", required=False, widget=forms.TextInput({"type": "search"})
    )
    fee = MoneyField(label="Fee a term")
    pupils = forms.IntegerField(
        label="Number of pupils",
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    born = DateField(label="Date of birth", birthday=True, help_text="For example, 27 3 2016")
    visit = DateField(label="Date of the visit", coming=True, required=False)
    year = forms.ChoiceField(label="School year", choices=YEARS, widget=forms.RadioSelect)
    district = forms.ChoiceField(
        label="District",
        choices=[("", "Choose a district"), ("n", "North Hertfordshire"), ("d", "Dacorum")],
    )
    instruments = forms.MultipleChoiceField(
        label="Instruments",
        help_text="Tick all that apply.",
        required=False,
        choices=[
            ("Strings", [("violin", "Violin"), ("cello", "Cello")]),
            ("Brass", [("cornet", "Cornet")]),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="Note for parents", required=False, max_length=60, widget=forms.Textarea({"rows": 4})
    )
    letter = forms.FileField(label="Letter from the school", required=False)
    agree = forms.BooleanField(label="I agree to the terms of tuition")
    closed = forms.CharField(label="Reference", required=False, disabled=True, initial="7QK4")


WRONG = QueryDict(
    "wrong-email=parent&wrong-fee=ninety&wrong-born_0=31&wrong-born_1=2&wrong-born_2=2016"
    "&wrong-visit_0=12&wrong-instruments=harp&wrong-pupils=many"
    "&wrong-note=A+note+that+is+much+longer+than+the+sixty+characters+that+may+stand+here"
)


class SampleFilters(FilterForm):
    """The filters of a list of lessons and groups."""

    q = forms.CharField(label="Name", widget=forms.TextInput({"type": "search"}))
    day = forms.ChoiceField(
        label="Day", choices=[("", "Any day"), ("mon", "Monday"), ("sat", "Saturday")]
    )
    places = forms.MultipleChoiceField(
        label="Places",
        choices=[("free", "Places available"), ("waiting", "Waiting list")],
        widget=forms.CheckboxSelectMultiple,
    )
