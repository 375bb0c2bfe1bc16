"""The form by which the office writes up a family: the family's own, and who the carer is."""

from django import forms

from hub.forms import AskBackMixin, HubForm
from hub.geography.postcodes import PostcodeField
from hub.people.choices import OF_A_CHILD
from hub.people.family.forms import ChildForm, SchoolForm
from hub.people.models import Pupil

_OFF = {"autocomplete": "off"}
_CHILD = (
    *("first_name", "last_name", "preferred_name", "born_on", "out_by"),
    *("schooling", "school", "school_words"),
)
#: Beside those of the carer.
_WHOSE = {"first_name": "child’s first name", "last_name": "child’s last name"}
_CARER = ("name", "email", "phone", "street", "locality", "town", "postcode")


class _BondForm(HubForm):
    """What the carer is to the child, as they told the office."""

    relationship = forms.ChoiceField(
        label="What the carer is to the child",
        choices=[(each.value, each.label) for each in OF_A_CHILD],
        widget=forms.RadioSelect,
    )
    has_responsibility = forms.BooleanField(
        label="The carer has parental responsibility", required=False
    )


class _ChildOfCarerForm(_BondForm, SchoolForm, ChildForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in _WHOSE.items():
            self.fields[name].label = words.capitalize()
            self.fields[name].error_messages["required"] = f"Enter {words}"


class ChildOfCarerForm(AskBackMixin, _ChildOfCarerForm):
    """A child, and what the carer is to it."""

    right_as_it_is = "This is another child: write it up"

    def odd(self, cleaned):
        """A record of this name and birthday: most likely the same child."""
        rows = Pupil.objects.present().filter(born_on=cleaned["born_on"])
        rows = rows.matching(f"{cleaned['first_name']} {cleaned['last_name']}")
        return [
            f"{each.full_name}, with the same date of birth, is here already: {each.reference}"
            for each in rows[:3]
        ]

    def for_verb(self):
        """What was typed, as writing_up.add_family takes it."""
        cleaned = self.cleaned_data
        return {
            "child": {name: cleaned[name] for name in _CHILD},
            "relationship": cleaned["relationship"],
            "has_responsibility": cleaned["has_responsibility"],
            "has_ehcp": bool(cleaned.get("has_ehcp")),
        }


class FamilyForm(ChildOfCarerForm):
    """The same with who the carer is."""

    name = forms.CharField(label="Carer’s full name", max_length=150, widget=forms.TextInput(_OFF))
    email = forms.EmailField(
        label="Carer’s e-mail address",
        required=False,
        help_text="Who makes an account with it has the child there.",
        widget=forms.EmailInput(_OFF),
    )
    phone = forms.CharField(
        label="Telephone", max_length=30, required=False, widget=forms.TextInput(_OFF)
    )
    street = forms.CharField(
        label="House and street", max_length=120, required=False, widget=forms.TextInput(_OFF)
    )
    locality = forms.CharField(
        label="District or village", max_length=120, required=False, widget=forms.TextInput(_OFF)
    )
    town = forms.CharField(
        label="Town", max_length=80, required=False, widget=forms.TextInput(_OFF)
    )
    postcode = PostcodeField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["postcode"].widget.attrs["autocomplete"] = "off"
        for name in ("email", "phone", "street", "locality", "town", "postcode"):
            self.fields[name].label = f"{self.fields[name].label} (optional)"
        self.order_fields([*_CARER, "relationship", "has_responsibility", *_CHILD])

    def for_verb(self):
        """The same with the carer's fields."""
        fields = {name: self.cleaned_data[name] for name in _CARER}
        return super().for_verb() | {"carer_fields": fields}
