"""Opening a round, answering it, and the filters of its progress."""

from django import forms

from hub.calendar.years import AcademicYear
from hub.forms import DateField, FilterForm, HubForm
from tuition.after.rolling import DID_NOT_WORK
from tuition.choices import ContinueAnswer


class OpenForm(HubForm):
    """Which year ends, and until when families answer."""

    year = forms.TypedChoiceField(
        label="Academic year that ends", coerce=lambda text: AcademicYear(int(text))
    )
    closes_on = DateField(label="Last day to answer", coming=True)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        now = AcademicYear.current()
        self.fields["year"].choices = [(int(year), str(year)) for year in (now, now.next)]


class AnswersForm(HubForm):
    """An answer for each of a family's lessons; what was not looked at stays as it is."""

    marks_optional = False

    def __init__(self, data=None, *, rows, **kwargs):
        super().__init__(data, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"answer_{row.pk}"] = forms.ChoiceField(
                label=f"Continue {row.enrolment.provision.instrument.name.lower()} next year?",
                required=False,
                choices=ContinueAnswer.choices,
                widget=forms.RadioSelect,
                initial=row.answer,
                error_messages={"invalid_choice": "Choose one of the answers"},
            )
            self.fields[f"words_{row.pk}"] = forms.CharField(
                label="What should change? (only for “Yes, with a change”)",
                required=False,
                max_length=500,
                initial=row.words,
                widget=forms.TextInput,
            )

    def clean(self):
        cleaned = super().clean()
        for row in self.rows:
            wants = cleaned.get(f"answer_{row.pk}") == ContinueAnswer.CHANGE
            if wants and not cleaned.get(f"words_{row.pk}"):
                called = row.enrolment.pupil.called
                self.add_error(
                    f"words_{row.pk}", f"Say in a few words what should change for {called}"
                )
        return cleaned

    def answers(self):
        """[(row, answer, words)] of what was chosen."""
        said = self.cleaned_data
        return [
            (row, said[f"answer_{row.pk}"], said[f"words_{row.pk}"])
            for row in self.rows
            if said.get(f"answer_{row.pk}")
        ]

    def pairs(self):
        """[(row, its answer, its words)] as bound fields, for the page."""
        return [(row, self[f"answer_{row.pk}"], self[f"words_{row.pk}"]) for row in self.rows]


class ProgressFilters(FilterForm):
    """What was said, and what came of it."""

    NONE = "none"

    answer = forms.ChoiceField(
        choices=[("", "All"), *ContinueAnswer.choices, (NONE, "No answer yet")]
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        choices=[("", "All"), ("problem", "What did not work"), ("done", "Rolled over")],
    )

    def narrow(self, rows):
        """The rows that every filter lets through."""
        values = self.values
        if values.get("answer") == self.NONE:
            rows = rows.filter(answer="")
        elif "answer" in values:
            rows = rows.filter(answer=values["answer"])
        if values.get("outcome") == "problem":
            rows = rows.filter(DID_NOT_WORK)
        elif values.get("outcome") == "done":
            rows = rows.exclude(outcome="")
        return rows
