"""Forms of the office's pages of families."""

from django import forms
from django.core.exceptions import ValidationError

from hub.forms import HubForm, HubModelForm
from hub.geography.postcodes import is_postcode, tidy
from hub.people.choices import OF_A_CHILD, Restriction
from hub.people.models import Carer

_WORDS = {"class": "govuk-input--width-20"}
_YES = [(each.value, each.label) for each in OF_A_CHILD]


class CarerForm(HubModelForm):
    """Who a carer is, and where to reach them."""

    class Meta:
        model = Carer
        fields = ("name", "email", "phone", "street", "locality", "town", "postcode")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.user_id:
            # They are the account's: changed there, with a new proof of the address.
            del self.fields["name"], self.fields["email"]
        for name, fill in _FILLS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = fill

    def clean_postcode(self):
        return postcode_of(self.cleaned_data["postcode"])


def postcode_of(text):
    """A postcode as the post office writes it. Raises ValidationError for what is none."""
    if text and not is_postcode(text):
        raise ValidationError("Enter a whole postcode, like AL1 5EG")
    return tidy(text) if text else ""


# Somebody else's data: the browser of the office must not fill in its own.
_FILLS = dict.fromkeys(("name", "email", "phone", "street", "locality", "town", "postcode"), "off")


class RightsForm(HubForm):
    """What a carer is to a child, and may do."""

    relationship = forms.ChoiceField(
        label="What they are to the child", choices=_YES, widget=forms.RadioSelect
    )
    has_responsibility = forms.BooleanField(label="Has parental responsibility", required=False)
    may_see = forms.BooleanField(label="May see lessons", required=False)
    may_book = forms.BooleanField(label="May apply, accept and stop", required=False)
    pays = forms.BooleanField(
        label="Is asked to pay, unless a place names somebody else", required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("may_book") and not cleaned.get("may_see"):
            self.add_error(
                "may_book", "Whoever may book sees what is booked: tick both, or neither"
            )
        return cleaned


class LinkForm(RightsForm):
    """The same, of a carer whom the office has found by reference or e-mail address."""

    carer = forms.CharField(
        label="Carer",
        max_length=254,
        help_text="The reference of their record, or their e-mail address",
        widget=forms.TextInput(_WORDS | {"autocomplete": "off"}),
    )
    field_order = ("carer",)

    def __init__(self, *args, carers, **kwargs):
        super().__init__(*args, **kwargs)
        self._carers = carers

    def clean_carer(self):
        text = self.cleaned_data["carer"]
        found = list(self._carers.filter(reference=text.upper())[:1])
        found = found or list(self._carers.filter(email__iexact=text)[:2])
        if not found:
            raise ValidationError(
                "No carer has this reference or e-mail address. Search for them, or add a family"
            )
        if len(found) > 1:
            raise ValidationError("Several carers have this address. Enter a reference instead")
        return found[0]


class RestrictForm(HubForm):
    """What is kept from a carer, and on what ground."""

    restriction = forms.ChoiceField(
        label="What is kept from them",
        choices=[
            (str(each), each.label) for each in (Restriction.WHEREABOUTS, Restriction.CONTACT)
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="On what ground",
        max_length=300,
        help_text="Which court, its order and date, or who has told us. The office alone reads it.",
        widget=forms.Textarea({"rows": 3}),
    )


class LiftForm(HubForm):
    """On what ground nothing is kept from a carer any more."""

    words = forms.CharField(
        label="On what ground",
        max_length=300,
        help_text="An order that has run out, for example. The office alone reads it.",
        widget=forms.Textarea({"rows": 3}),
    )
