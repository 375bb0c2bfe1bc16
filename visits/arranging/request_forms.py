"""What a school types to ask for a visit, and an officer to answer it."""

from django import forms

from hub.forms import DateField, HubForm
from visits.arranging.going import officers_of_hub
from visits.models import VisitType
from visits.models.visits import LONGEST_WORDS


class AskForm(HubForm):
    """What the visit that a school asks for is about."""

    words = forms.CharField(
        label="What it is about",
        max_length=LONGEST_WORDS,
        help_text="For example: our new music lead, instruments for Year 4, the development plan. "
        "Please write nothing about single children.",
        widget=forms.Textarea({"rows": 5}),
    )


class AnswerRequestForm(HubForm):
    """With a visit, or with words."""

    VISIT, WORDS = "visit", "words"

    answer = forms.ChoiceField(
        label="How you answer",
        choices=[(VISIT, "With a visit"), (WORDS, "With a few words, without a visit")],
        widget=forms.RadioSelect,
    )
    type: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Type of visit", queryset=None, required=False
    )
    officer: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Officer who goes", queryset=None, required=False
    )
    due_on = DateField(label="Arrange by", required=False, coming=True)
    words = forms.CharField(
        label="What you answer",
        required=False,
        max_length=500,
        help_text="Only for an answer without a visit. The school reads it.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["type"].queryset = VisitType.objects.in_use()
        self.fields["officer"].queryset = officers_of_hub()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.VISIT:
            for name in ("type", "officer"):
                if not cleaned.get(name) and name not in self.errors:
                    label = self.fields[name].label
                    self.add_error(name, f"Choose {label[0].lower()}{label[1:]}")
        elif cleaned.get("answer") == self.WORDS and not cleaned.get("words"):
            self.add_error("words", "Enter what you answer")
        return cleaned
