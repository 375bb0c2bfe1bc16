"""What a carer says when an offer does not suit."""

from django import forms

from hub.forms import HubForm


class DeclineForm(HubForm):
    """No, or not this one; with the reason, from which the next offer is better."""

    NO, ANOTHER = "no", "another"
    answer = forms.ChoiceField(
        label="What would you like?",
        choices=[
            (ANOTHER, "Another place: we stay on the list, with the date on which we applied"),
            (NO, "No place any more"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like"},
    )
    reason = forms.CharField(
        label="Why does it not suit you?",
        max_length=500,
        help_text="For example: we cannot come on Wednesdays. Please write nothing about health.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it does not suit you"},
    )


class WithdrawForm(HubForm):
    """Taking something back; why is asked and need not be said."""

    reason = forms.CharField(
        label="Why, if you would like to say",
        required=False,
        max_length=500,
        help_text="It helps us to plan. Please write nothing about health.",
        widget=forms.Textarea({"rows": 3}),
    )
