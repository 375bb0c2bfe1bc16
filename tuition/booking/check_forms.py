"""What somebody agrees to: with a basket, a booking at once, or what a school asked for."""

from django import forms

from hub.forms import HubForm
from hub.people.consents import kinds_for, words_of
from tuition.booking.consenting import field_of


class AgreeForm(HubForm):
    """The terms, and apart from them consents that nobody has answered; none is ticked before."""

    marks_optional = False
    terms_shown = forms.IntegerField(widget=forms.HiddenInput, required=False)
    terms = forms.BooleanField(
        label="I have read the terms, and agree to them",
        error_messages={"required": "Tick the box to agree to the terms"},
    )

    def __init__(self, data=None, *, pupils=(), answered=frozenset(), **kwargs):
        super().__init__(data, **kwargs)
        self.asked = {}
        for pupil in pupils:
            kinds = [kind for kind in kinds_for(pupil) if (pupil.pk, kind.value) not in answered]
            if kinds:
                name = field_of(pupil.pk)
                self.asked[name] = pupil
                self.fields[name] = forms.MultipleChoiceField(
                    label=f"For {pupil.called}, I agree that:",
                    required=False,
                    choices=[
                        (kind.value, words_of(kind, is_adult=pupil.is_adult)) for kind in kinds
                    ],
                    widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
                )

    @property
    def consent_fields(self):
        """The bound fields of the consents."""
        return [self[name] for name in self.asked]


class CheckForm(AgreeForm):
    """With the basket that it is about, as the page showed it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
