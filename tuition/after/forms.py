"""What families and the office type about a place that is taken."""

import datetime

from django import forms
from django.utils import timezone

from hub.forms import DateField, HubForm
from tuition.after.words import date_words


class NoticeForm(HubForm):
    """Why somebody stops, if they want to say; and the last day that was shown to them."""

    reason = forms.CharField(
        label="Why you stop",
        required=False,
        max_length=500,
        help_text="It helps us to plan. You need not say.",
        widget=forms.Textarea({"rows": 3}),
    )
    last_day = forms.DateField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Look at the last day once more, then give notice",
            "invalid": "Look at the last day once more, then give notice",
        },
    )

    def __init__(self, data=None, *, for_family=False, **kwargs):
        super().__init__(data, **kwargs)
        if for_family:
            self.fields["reason"].label = "Why they stop"
            self.fields["reason"].help_text = "It helps us to plan. They need not say."


class PauseForm(HubForm):
    """From when to when a place pauses."""

    first = DateField(label="First day of the pause", coming=True)
    last = DateField(
        label="Last day of the pause",
        required=False,
        coming=True,
        help_text="Leave it empty for a pause until further notice.",
    )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "Last day of the pause must not be before its first day")
        return cleaned


class AbsenceForm(HubForm):
    """Which lessons the learner will miss. Why is said by the button that sends it."""

    days = forms.TypedMultipleChoiceField(
        label="Which lessons",
        coerce=datetime.date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one lesson",
            "invalid_choice": "Choose lessons from the list",
        },
    )
    reason = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, days, told=frozenset(), **kwargs):
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        free = [day for day in days if day not in told]
        free.sort(key=lambda day: (day < today, day))  # what is to come first
        self.fields["days"].choices = [(day.isoformat(), _named(day, today)) for day in free]
        self.initial["days"] = [day.isoformat() for day in free if day >= today][:1]


def _named(day, today):
    if day == today:
        return f"Today, {date_words(day)}"
    return f"{date_words(day)} (past)" if day < today else date_words(day)
