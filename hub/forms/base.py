"""What every form of the portal shares: plain sentences, tidy text, kept data."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import ErrorDict, pretty_name
from django.utils.choices import BlankChoiceIterator
from django.utils.text import normalize_newlines

from hub.forms.kept import KeptData

SIGNED_OUT = "You were signed out before this was saved. Check what you typed and send it again."


def lower_first(label):
    """The label inside a sentence: "Date of visit" gives "date of visit", "URN" stays."""
    label = str(label)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _what_to_do(field):
    """The sentence for a field that was left empty: says what to do, not what went wrong."""
    label = lower_first(field.label)
    if isinstance(field, forms.FileField):
        return f"Choose a file for {label}"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {field.label}"
    is_choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    if label.endswith("?"):
        return f"{'Choose' if is_choice else 'Enter'} an answer: {field.label}"
    return f"Choose {label}" if is_choice else f"Enter {label}"


def _sentences(field):
    """Our words for what Django says about values that it cannot take, by error code."""
    label = str(field.label)
    words = {
        "max_length": f"{label} must be %(limit_value)d characters or fewer",
        "min_length": f"{label} must be %(limit_value)d characters or more",
        "max_value": f"{label} must be %(limit_value)s or less",
        "min_value": f"{label} must be %(limit_value)s or more",
        "invalid_choice": f"Choose an answer from the list: {label}"
        if label.endswith("?")
        else f"Choose {lower_first(label)} from the list",
    }
    if isinstance(field, forms.EmailField):
        words["invalid"] = "Enter an e-mail address, like name@example.com"
    elif isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField):
        words["invalid"] = f"{label} must be a whole number"
    elif isinstance(field, forms.URLField):
        words["invalid"] = "Enter a web address, like https://www.example.com"
    return words


def _say_what_nothing_chosen_means(field):
    words = "Choose one" if field.required else "None"
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == BLANK_CHOICE_DASH[0][1]:
            field.empty_label = words
    elif isinstance(getattr(field, "choices", None), BlankChoiceIterator):
        first, *others = field.choices
        if first == BLANK_CHOICE_DASH[0]:
            field.choices = [("", words), *others]


class HubFormMixin:
    """For Form and ModelForm alike.

    * No HTML ``required``: browsers would speak in bubbles before we can.
    * "(optional)" stands after the label of what may be left empty (``marks_optional``).
    * Where nothing is chosen from a list yet, it says so in words, not in dashes.
    * Runs of spaces become one, line ends become one kind.
    * A form bound to KeptData shows what was typed and is never valid.
    """

    use_required_attribute = False
    marks_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        default = forms.Field.default_error_messages["required"]
        for name, field in self.fields.items():
            if field.label is None:
                field.label = pretty_name(name)
            if field.error_messages.get("required") == default:
                field.error_messages["required"] = _what_to_do(field)
            _say_what_nothing_chosen_means(field)
            for code, sentence in _sentences(field).items():
                if field.error_messages.get(code) == field.default_error_messages.get(code):
                    field.error_messages[code] = sentence

    def full_clean(self):
        if self.is_bound and isinstance(self.data, KeptData):
            # Nothing is cleaned: half of it may be out of date, and nothing may be saved on GET.
            self.cleaned_data = {}
            self._errors = ErrorDict(renderer=self.renderer)
            self._errors[NON_FIELD_ERRORS] = self.error_class(
                [SIGNED_OUT], error_class="nonfield", renderer=self.renderer
            )
            return
        super().full_clean()

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and type(self.fields[name]) is forms.CharField:
                self.cleaned_data[name] = self._tidy(self.fields[name], value)

    @staticmethod
    def _tidy(field, value):
        """One space between words; in a text area the lines stay. Passwords are left alone."""
        if isinstance(field.widget, forms.PasswordInput):
            return value
        if isinstance(field.widget, forms.Textarea):
            return normalize_newlines(value)
        return " ".join(value.split())


class HubForm(HubFormMixin, forms.Form):
    """The base of every plain form."""


class HubModelForm(HubFormMixin, forms.ModelForm):
    """The base of every form that saves one row."""
