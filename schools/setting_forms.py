"""The form of a setting that staff add by hand."""

from django import forms
from django.core.exceptions import ValidationError

from hub.forms import HubForm
from hub.geography import postcodes
from hub.policy.models import LocalAuthority
from schools.by_hand import FIELDS, alike
from schools.choices import HubFact, Phase, SettingKind
from schools.models import Region, School

_SHOWN = 5


def _number(width):
    return forms.TextInput({"inputmode": "numeric", "class": f"govuk-input--width-{width}"})


class SettingForm(HubForm):
    """A setting; the fields are the arguments of ``schools.by_hand``.

    Something of the same name or at the same postcode is a warning that can be confirmed.
    """

    setting_kind = forms.ChoiceField(
        label="Kind of setting", choices=SettingKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(max_length=200)
    urn = forms.IntegerField(
        label="URN",
        required=False,
        min_value=1,
        max_value=99_999_999,
        help_text="Its number in the register of schools, if it has one.",
        widget=_number(10),
    )
    street = forms.CharField(max_length=120, required=False)
    locality = forms.CharField(max_length=120, required=False)
    town = forms.CharField(max_length=80, required=False)
    postcode = forms.CharField(
        max_length=8, required=False, widget=forms.TextInput({"class": "govuk-input--width-10"})
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "class": "govuk-input--width-20"}),
    )
    website = forms.CharField(max_length=250, required=False)
    low_age = forms.IntegerField(
        label="Lowest age", required=False, min_value=0, max_value=120, widget=_number(3)
    )
    high_age = forms.IntegerField(
        label="Highest age", required=False, min_value=0, max_value=120, widget=_number(3)
    )
    phase = forms.ChoiceField(
        required=False,
        help_text="Without one it follows from the ages.",
        choices=[
            ("", "As the ages say"),
            *(choice for choice in Phase.choices if choice[0] != Phase.NOT_KNOWN),
        ],
    )
    local_authority = forms.ModelChoiceField(
        LocalAuthority.objects.all(),
        required=False,
        empty_label="None of the hub’s",
    )
    region = forms.ModelChoiceField(Region.objects.none(), required=False, empty_label="No region")
    easting = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=700_000,
        help_text="Metres on the national grid, up to six figures.",
        widget=_number(5),
    )
    northing = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1_300_000,
        help_text="Metres on the national grid, up to seven figures.",
        widget=_number(5),
    )
    is_another = forms.BooleanField(
        label="It is another one: save it all the same", required=False, widget=forms.HiddenInput
    )

    def __init__(self, data=None, *, user, school=None, **kwargs):
        initial = {}
        if school:
            initial = {name: getattr(school, name) for name in FIELDS}
            initial["phase"] = school.phase if HubFact.PHASE in school.set_by_staff else ""
        super().__init__(data, initial=initial, **kwargs)
        self.school = school
        self.alike: list[School] = []
        self.fields["region"].queryset = Region.objects.allowing("schools.fill_region", user)

    def clean_postcode(self):
        """The postcode as the post office writes it."""
        return postcodes.tidy(self.cleaned_data["postcode"])

    def clean_urn(self):
        """A number that no other record has."""
        urn = self.cleaned_data["urn"]
        if urn is not None:
            others = School.objects.filter(urn=urn)
            if self.school:
                others = others.exclude(pk=self.school.pk)
            if other := others.first():
                raise ValidationError(f"{other.name} has this URN already")
        return urn

    def clean(self):
        """Ages in order, both coordinates or neither, and a warning about what is alike."""
        cleaned = super().clean()
        if _given(cleaned, "low_age", "high_age") and cleaned["low_age"] > cleaned["high_age"]:
            self.add_error("high_age", "Highest age must not be below the lowest")
        if {"easting", "northing"} <= cleaned.keys():
            for name, other in (("easting", "northing"), ("northing", "easting")):
                if cleaned[name] is None and cleaned[other] is not None:
                    self.add_error(name, f"Enter {name} too, or leave both empty")
        if not self.errors:
            self._warn(cleaned)
        cleaned.pop("is_another", None)
        return cleaned

    def _warn(self, cleaned):
        found = alike(name=cleaned["name"], postcode=cleaned["postcode"], other_than=self.school)
        self.alike = list(found.order_by("name", "pk")[:_SHOWN])
        if self.alike and not cleaned["is_another"]:
            box = self.fields["is_another"]
            box.widget = forms.CheckboxInput()
            box.widget.is_required = False
            self.add_error(
                "is_another",
                "Something of this name or at this postcode is in the directory. "
                "Tick the box if yours is another one",
            )


def _given(cleaned, *names):
    return all(cleaned.get(name) is not None for name in names)
