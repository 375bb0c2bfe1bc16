"""Forms of a record: its texts with a mark each of what stood there, people, refusal, sending."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.content.pasted import tidy
from hub.forms import DateField, HubForm
from schools.choices import AuditArea
from visits.models.records import LONGEST_RECORD
from visits.recording.keeping import mark_of

SEEN = "seen-"


class LongText(forms.CharField):
    """A text of the record, tidied, and told when it is too long."""

    widget = forms.Textarea

    def clean(self, value):
        text = tidy(super().clean(value)).strip()
        if len(text) > LONGEST_RECORD:
            raise ValidationError(
                f"{self.label} has {len(text):,} characters, and {LONGEST_RECORD:,} are the most. "
                "Shorten it; what you typed is still here."
            )
        return text


@dataclass(frozen=True)
class Texts:
    """A page of the record that is written: its fields by name, and whether the school reads it."""

    key: str
    title: str
    fields: dict
    is_private: bool = False

    @property
    def names(self):
        """Names of its fields."""
        return list(self.fields)


def _text(label, help_text="", rows=6):
    return lambda: LongText(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea({"rows": rows}),
    )


def _observed():
    return forms.TypedChoiceField(
        label="Did you see a lesson?",
        choices=[("True", "Yes"), ("False", "No")],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _areas():
    return forms.MultipleChoiceField(
        label="To which areas do the needs belong?",
        help_text="What the hub has that helps with them stands in the report.",
        choices=AuditArea.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


PAGES = {
    page.key: page
    for page in (
        Texts(
            "lesson",
            "Lesson observed",
            {
                "was_observed": _observed,
                "lesson": _text("What did you see?", "Class, activity, what pupils learnt."),
            },
        ),
        Texts(
            "strengths",
            "Strengths and needs",
            {
                "strengths": _text("Strengths", "What works, and what others could learn from."),
                "needs": _text("Needs", "What would move music on most."),
                "need_areas": _areas,
            },
        ),
        Texts(
            "commitments",
            "What was agreed",
            {
                "school_commits": _text("What the school will do"),
                "hub_commits": _text("What the hub will do"),
            },
        ),
        Texts(
            "note",
            "Private note",
            {"private_note": _text("For the hub alone", rows=8)},
            is_private=True,
        ),
    )
}


class TextsForm(HubForm):
    """The fields of one page, each with a mark of what stood in it. Made by ``texts_form``."""

    marks_optional = False

    def __init__(self, data=None, *, record, page):
        self._page = page
        initial = {name: getattr(record, name) for name in page.names}
        initial |= {SEEN + name: mark_of(getattr(record, name)) for name in page.names}
        super().__init__(data, initial=initial)

    @property
    def values(self):
        """{field of the record: what was typed}."""
        return {name: self.cleaned_data[name] for name in self._page.names}

    @property
    def seen(self):
        """{field: the mark of what stood in it when the page was drawn}."""
        return {name: self.cleaned_data[SEEN + name] for name in self._page.names}


def texts_form(record, page, data=None):
    """The form of one page of the record."""
    fields = {name: make() for name, make in page.fields.items()}
    for name in page.names:
        fields[SEEN + name] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput
        )
    return type("OnePageForm", (TextsForm,), fields)(data, record=record, page=page)


def marks_of(record, page):
    """{name of the hidden field: mark} of what stands in a page now."""
    return {SEEN + name: mark_of(getattr(record, name)) for name in page.names}


class PersonForm(HubForm):
    """Somebody of the school who took part."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter the person’s name"})
    role = forms.CharField(label="What they do at the school", max_length=120, required=False)
    is_senior = forms.BooleanField(label="In the leadership team", required=False)


class RefuseForm(HubForm):
    """Why the school would rather not fill in the survey."""

    reason = forms.CharField(
        label="Why, in the school’s words?",
        max_length=500,
        help_text="The school reads this in the report. “No reason given” is fine, too.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write what the school said, or that it gave no reason"},
    )


class FollowUpForm(HubForm):
    """By when the school is visited again, and for what."""

    due_on = DateField(
        label="By when?", error_messages={"required": "Enter the day by which you visit again"}
    )
    purpose = forms.CharField(
        label="What is it about?",
        max_length=500,
        help_text="The school reads this when dates are proposed.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what the follow-up is about"},
    )

    def clean_due_on(self):
        """A day to come, in this academic year or the two after it."""
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        last = AcademicYear(AcademicYear.current() + 2).ends_on
        if day <= today:
            raise ValidationError(f"The day must be after {today:%-d %B %Y}")
        if day > last:
            raise ValidationError(f"The day must be before {last:%-d %B %Y}")
        return day


class SendForm(HubForm):
    """Which version goes out, as it was looked at, and what is different in it."""

    number = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    correction = forms.CharField(
        label="What is different?",
        max_length=300,
        help_text="It stands at the head of the report and in the e-mail.",
        required=False,
    )

    def __init__(self, data=None, *, number):
        super().__init__(data, initial={"number": number})
        if number == 1:
            del self.fields["correction"]
        else:
            self.fields["correction"].required = True
            words = "Say in a few words what is different"
            self.fields["correction"].error_messages["required"] = words
            self.fields["correction"].label = "What is different?"
