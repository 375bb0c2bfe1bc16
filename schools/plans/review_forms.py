"""The form of one action's review in a term."""

from django import forms

from hub.forms import HubForm
from schools.choices import ActionState
from schools.plans.forms import LongText

LONGEST = 5000


class ReviewForm(HubForm):
    """How far, what shows it, what it has changed; arguments of ``reviews.save``."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    progress = forms.ChoiceField(
        label="How far is it?",
        choices=ActionState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it is"},
    )
    evidence = LongText(
        label="What shows it?",
        longest=LONGEST,
        help_text="Numbers, a recording, a lesson that you saw. No names of pupils.",
        widget=forms.Textarea({"rows": 4}),
    )
    impact = LongText(
        label="What has it changed?",
        longest=LONGEST,
        help_text="For pupils and for staff.",
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data=None, *, review, action):
        initial = {"based_on": review.revision if review else 0, "progress": action.state}
        if review:
            fields = ("progress", "evidence", "impact")
            initial |= {name: getattr(review, name) for name in fields}
        super().__init__(data, initial=initial)
