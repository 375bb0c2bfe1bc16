"""The form of the answers to choose from: a row each, and some empty ones for more."""

from django import forms

from hub.forms import HubForm
from hub.surveys import checking
from hub.surveys.editing import MOST_OPTIONS
from hub.surveys.fields import PastedField, WholeField

EMPTY_ROWS = 3
HIGHEST = 1000
_NAMES = ("words", "description", "value", "place")


class OptionsForm(HubForm):
    """The answers of one question. ``options_form`` gives it its rows."""

    marks_optional = False

    def __init__(self, data=None, *, question, rows, **kwargs):
        self._question, self._count = question, rows
        initial = {"based_on": checking.mark(question)}
        for number, option in enumerate(question.options):
            initial |= {f"{name}-{number}": option.get(name) for name in _NAMES}
            initial[f"place-{number}"] = number + 1
        super().__init__(data, initial=initial, **kwargs)

    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        """Two answers at least, each once, and words for whatever else is said of one."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        for number in range(self._count):
            said = data[f"description-{number}"] or data[f"value-{number}"] is not None
            if said and not data[f"words-{number}"]:
                self.add_error(f"words-{number}", "Enter the answer, or empty its other boxes")
        words = [option["words"].casefold() for option in self.options]
        if len(set(words)) < len(words):
            raise forms.ValidationError("Two answers are worded alike. Tell them apart.")
        if len(words) < 2:
            raise forms.ValidationError("Enter at least two answers")
        return data

    @property
    def options(self):
        """[{"key", "words", "description", "value"}] in their order; a new one has no key."""
        rows = []
        for number in range(self._count):
            words = self.cleaned_data.get(f"words-{number}")
            if words:
                place = self.cleaned_data.get(f"place-{number}")
                rows.append((HIGHEST if place is None else place, number, self._option(number)))
        return [option for _, _, option in sorted(rows, key=lambda row: row[:2])]

    def _option(self, number):
        known = self._question.options
        return {
            "key": known[number]["key"] if number < len(known) else "",
            "words": self.cleaned_data[f"words-{number}"],
            "description": self.cleaned_data[f"description-{number}"],
            "value": self.cleaned_data[f"value-{number}"],
        }

    @property
    def rows(self):
        """The fields of each row, as the page draws them."""
        return [[self[f"{name}-{number}"] for name in _NAMES] for number in range(self._count)]


def options_form(question, data=None):
    """An OptionsForm with a row for each answer and some more."""
    rows = min(len(question.options) + EMPTY_ROWS, MOST_OPTIONS)
    while data is not None and f"words-{rows}" in data and rows < MOST_OPTIONS:
        rows += 1
    fields = {}
    for number in range(rows):
        fields |= _row(number)
    made = type("OneOptionsForm", (OptionsForm,), fields)
    return made(data, question=question, rows=rows)


def _row(number):
    narrow = {"inputmode": "numeric", "class": "govuk-input--width-2"}
    said = f"A whole number from 0 to {HIGHEST:,}"
    wrong = dict.fromkeys(["invalid", "min_value", "max_value"], said)
    return {
        f"words-{number}": PastedField(label="Answer", max_length=120, required=False),
        f"description-{number}": PastedField(
            label="What it means",
            max_length=500,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        ),
        f"value-{number}": WholeField(
            label="Counts as",
            required=False,
            min_value=0,
            max_value=HIGHEST,
            widget=forms.TextInput(dict(narrow)),
            error_messages=wrong,
            help_text="In averages. Empty for none.",
        ),
        f"place-{number}": WholeField(
            label="Place",
            required=False,
            min_value=0,
            max_value=HIGHEST,
            widget=forms.TextInput(dict(narrow)),
            error_messages=wrong,
        ),
    }
