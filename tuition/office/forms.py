"""Forms by which the office offers, moves, refuses and ends places."""

from django import forms
from django.utils import timezone

from hub.accounts.models import User
from hub.calendar.choices import Weekday
from hub.forms import ClockField, DateField, HubForm
from hub.places.offering import last_answer, until_five
from tuition.office.list_filters import tutors


class AnswerForm(HubForm):
    """When it starts, and until when it is to be answered."""

    starts_on = DateField(
        label="Lessons from",
        help_text="The first lesson is on the first day of teaching from then.",
    )
    answer_by = DateField(label="Answer by", help_text="At five in the afternoon.")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["answer_by"].initial = timezone.localdate(last_answer(timezone.now()))

    def clean_answer_by(self):
        """Not today or before: nobody could answer in time."""
        day = self.cleaned_data["answer_by"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Answer by must be after today")
        return day

    def answer_until(self):
        """The moment at which the offer ends."""
        return until_five(self.cleaned_data["answer_by"])


class OfferForm(AnswerForm):
    """Tutor, day and time too, where the provision leaves them open."""

    tutor = forms.ModelChoiceField(
        User.objects.none(), empty_label="The tutor is to be agreed", required=False
    )
    weekday = forms.TypedChoiceField(label="Day of the week", choices=Weekday.choices, coerce=int)
    starts_at = ClockField(label="Time", help_text="For example, 3:30pm.")

    field_order = ("tutor", "weekday", "starts_at", "starts_on", "answer_by")

    def __init__(self, data=None, *, row, **kwargs):
        super().__init__(data, **kwargs)
        self.row = row
        provision = row.provision
        self.fields["starts_on"].initial = max(timezone.localdate(), provision.starts_on)
        if provision.is_fixed:
            for name in ("tutor", "weekday", "starts_at"):
                del self.fields[name]
            return
        self.fields["tutor"].queryset = tutors()
        self.fields["tutor"].initial = provision.tutor_id
        self.fields["weekday"].initial = row.weekday
        self.fields["starts_at"].initial = row.starts_at

    def clean_starts_on(self):
        """Within the provision."""
        day, provision = self.cleaned_data["starts_on"], self.row.provision
        if day and not provision.starts_on <= day <= provision.ends_on:
            raise forms.ValidationError(
                f"Choose a day from {provision.starts_on:%-d %B %Y} "
                f"to {provision.ends_on:%-d %B %Y}"
            )
        return day

    def terms(self):
        """What the offer fixes."""
        return {name: new for name, new in self.cleaned_data.items() if name != "answer_by"}


class TicksForm(forms.Form):
    """A tick box for each of these enrolments, to be drawn in the rows of a list."""

    places = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, rows):
        super().__init__()
        self.fields["places"].choices = [
            (row.pk, f"Offer a place: {row.reference}") for row in rows
        ]
        self.fields["places"].widget.attrs["class"] = "govuk-checkboxes--small"

    def boxes(self):
        """{key of the enrolment: its box}."""
        return {int(box.data["value"]): box for box in self["places"]}


class ReasonForm(HubForm):
    """Why: the family reads it."""

    reason = forms.CharField(
        label="Why",
        max_length=500,
        help_text="The family reads this. Do not write anything about a child’s needs here.",
        widget=forms.Textarea({"rows": 3}),
    )


class EndForm(ReasonForm):
    """The last day, which may not be to come: for that there is notice."""

    last_day = DateField(label="Last day")
    field_order = ("last_day", "reason")

    def clean_last_day(self):
        """Today or before."""
        day = self.cleaned_data["last_day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Last day must be today or before. Give notice instead")
        return day
