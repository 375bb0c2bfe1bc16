"""What a carer says of one line of the basket."""

from django import forms

from hub.forms import HubForm
from tuition.booking.rules import why_not

ME = "me"


class LineForm(HubForm):
    """For whom, when it suits, and who pays."""

    pupils = forms.MultipleChoiceField(
        label="Who is it for?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose who it is for",
            "invalid_choice": "Choose who it is for from the list",
        },
    )
    wishes = forms.CharField(
        label="Days and times that suit you",
        required=False,
        max_length=300,
        help_text="For example: Tuesdays or Thursdays after 3:30pm. We arrange it with the tutor.",
        widget=forms.Textarea({"rows": 3}),
    )
    needs_adapted = forms.BooleanField(
        label="An adapted instrument is needed",
        required=False,
        help_text="For example one that can be played with one hand.",
    )
    payer = forms.ChoiceField(
        label="Who pays?",
        widget=forms.RadioSelect,
        help_text="When the school pays for something, nobody is asked.",
    )

    def __init__(self, data=None, *, provision, learners, payers, **kwargs):
        super().__init__(data, **kwargs)
        self.learners = {str(each.pk): each for each in learners}
        self.reasons = {
            key: why_not(provision, each, has_plan=each.has_plan, live=each.live)
            for key, each in self.learners.items()
        }
        self.fields["pupils"].choices = [
            (key, each.called) for key, each in self.learners.items() if not self.reasons[key]
        ]
        if provision.is_fixed:
            del self.fields["wishes"]
        self.payers = {str(link.carer_id): link.carer for link in payers}
        if self.payers and provision.payer == "family":
            others = [(key, str(carer)) for key, carer in self.payers.items()]
            self.fields["payer"].choices = [(ME, "I pay"), *others]
            self.fields["payer"].initial = ME
        else:
            del self.fields["payer"]

    @property
    def is_empty(self):
        """Is nobody of the family somebody who can be chosen?"""
        return not self.fields["pupils"].choices

    @property
    def refused(self):
        """Why not, for each learner who cannot be chosen."""
        return [words for words in self.reasons.values() if words]

    def chosen(self):
        """The arguments of ``choosing.choose``."""
        data = self.cleaned_data
        return {
            "pupils": [self.learners[key] for key in data["pupils"]],
            "wishes": data.get("wishes", ""),
            "needs_adapted": data["needs_adapted"],
            "payer_carer": self.payers.get(data.get("payer", ME)),
        }
