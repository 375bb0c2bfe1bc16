"""Which of two records stays, and which row of those that both pupils have."""

from django import forms

from hub.forms import HubForm
from hub.people.carer_merging import has_account

_ONE, _OTHER = "one", "other"


class MergeForm(HubForm):
    """Radios for the record that stays, and for each conflict (``found``, with one as kept)."""

    keep = forms.ChoiceField(label="Which record stays", widget=forms.RadioSelect)

    def __init__(self, *args, one, other, found, **kwargs):
        super().__init__(*args, **kwargs)
        self._pupils, self.found = {_ONE: one, _OTHER: other}, found
        self.fields["keep"].choices = [
            (key, f"{pupil.full_name} ({pupil.reference})") for key, pupil in self._pupils.items()
        ]
        self.fields["keep"].error_messages["required"] = "Choose which record stays"
        for number, each in enumerate(found):
            field = forms.ChoiceField(
                label=f"{each.title}: which counts",
                choices=[
                    (_ONE, f"{one.reference}: {each.kept_words}"),
                    (_OTHER, f"{other.reference}: {each.gone_words}"),
                ],
                widget=forms.RadioSelect,
            )
            field.error_messages["required"] = f"Choose which counts: {each.title}"
            self.fields[f"conflict_{number}"] = field

    @property
    def kept(self):
        """The record that stays."""
        return self._pupils[self.cleaned_data["keep"]]

    @property
    def gone(self):
        """The record that goes."""
        return self._pupils[_OTHER if self.cleaned_data["keep"] == _ONE else _ONE]

    @property
    def choices(self):
        """{key of a conflict: is what counts the row of the record that goes?}."""
        return {
            each.key: self.cleaned_data[f"conflict_{number}"] != self.cleaned_data["keep"]
            for number, each in enumerate(self.found)
        }

    def in_words(self):
        """A sentence for each conflict."""
        return [
            f"{each.title}: what stands with "
            f"{self._pupils[self.cleaned_data[f'conflict_{number}']].reference} counts"
            for number, each in enumerate(self.found)
        ]


class CarerMergeForm(HubForm):
    """Which of two carers' records stays: the one with the account, else the office chooses."""

    keep = forms.ChoiceField(label="Which record stays", widget=forms.RadioSelect)

    def __init__(self, *args, one, other, **kwargs):
        super().__init__(*args, **kwargs)
        self._carers = {_ONE: one, _OTHER: other}
        keys = [key for key, carer in self._carers.items() if has_account(carer)]
        self.fields["keep"].choices = [
            (key, f"{self._carers[key]} ({self._carers[key].reference})")
            for key in keys or self._carers
        ]
        if len(keys) == 1:
            self.fields["keep"].initial = keys[0]
            self.fields["keep"].help_text = "The one with the account: its owner goes on with it."
        self.fields["keep"].error_messages["required"] = "Choose which record stays"

    @property
    def kept(self):
        """The record that stays."""
        return self._carers[self.cleaned_data["keep"]]

    @property
    def gone(self):
        """The record that goes."""
        return self._carers[_OTHER if self.cleaned_data["keep"] == _ONE else _ONE]
