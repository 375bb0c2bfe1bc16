"""Form fields that only questionnaires need: steps of a scale, a number for each year group."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub.calendar.choices import YearGroup
from hub.content.pasted import tidy, tidy_line

_WHOLE = re.compile(r"[+-]?[0-9]{1,12}", re.ASCII)


def whole(text):
    """A whole number the way people write it, "1,200"; None for nothing.

    Raises ValidationError, code "invalid", for anything else.
    """
    text = str(text or "").replace(",", "").replace(" ", "").replace("\u00a0", "")
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise ValidationError("Enter a whole number", code="invalid")
    return int(text)


class WholeField(forms.IntegerField):
    """A whole number; takes "1,200"."""

    def to_python(self, value):
        """The number, or None; twelve figures at most."""
        try:
            return whole(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class AddressField(forms.URLField):
    """The address of a page on the web."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class PastedField(forms.CharField):
    """Text that may come from a word processor: what nobody can see is taken out, lines stay."""

    def to_python(self, value):
        """The text without marks that turn its direction or cannot be seen."""
        text = super().to_python(value)
        clean = tidy if isinstance(self.widget, forms.Textarea) else tidy_line
        return clean(text).strip()


class ScaleSelect(forms.RadioSelect):
    """Radios with a description each; those of ``beside`` stand apart, after "or"."""

    template_name = "django/forms/widgets/scale.html"

    def __init__(self, *, descriptions=None, beside=(), **kwargs):
        super().__init__(**kwargs)
        self.descriptions, self.beside = descriptions or {}, beside

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        """The option with its description, tied to the radio for who listens."""
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        option["description"] = self.descriptions.get(value, "")
        option["is_first_beside"] = bool(self.beside) and value == self.beside[0]
        if option["description"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', name)}-description"
        return option


class YearsInput(forms.MultiWidget):
    """A small box for each year group."""

    template_name = "django/forms/widgets/years.html"
    use_fieldset = True

    def __init__(self, codes, *, unit="", attrs=None):
        self.codes, self.unit = codes, unit
        box = {"inputmode": "numeric", "class": "govuk-input--width-4"}
        super().__init__({code: forms.TextInput(dict(box)) for code in codes}, attrs)

    def decompress(self, value):
        """The text of each box."""
        return [(value or {}).get(code) for code in self.codes]

    def get_context(self, name, value, attrs):
        """Each box with the name of its year group."""
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        for box, code in zip(context["widget"]["subwidgets"], self.codes, strict=True):
            box["label"] = str(YearGroup(int(code)).label)
        return context


class YearsField(forms.Field):
    """{code of the year group: whole number}, without those that were left empty."""

    def __init__(self, *, codes, least, most, unit="", **kwargs):
        kwargs.setdefault("widget", YearsInput(codes, unit=unit))
        super().__init__(**kwargs)
        self.codes, self.least, self.most = codes, least, most

    def to_python(self, value):
        """What was typed, or {}; says for which year group it is no number or out of range."""
        found, wrong = {}, []
        if isinstance(value, dict):
            value = [value.get(code) for code in self.codes]
        for code, text in zip(self.codes, value or [], strict=False):
            try:
                number = whole(text)
            except ValidationError:
                wrong.append(code)
                continue
            if number is None:
                continue
            if not self.least <= number <= self.most:
                wrong.append(code)
            found[code] = number
        if wrong:
            groups = ", ".join(str(YearGroup(int(code)).label) for code in wrong)
            raise ValidationError(f"{self.error_messages['invalid']} ({groups})", code="invalid")
        return found

    def has_changed(self, initial, data):
        """Is it something else than what stood there?"""
        try:
            return self.to_python(data) != (initial or {})
        except ValidationError:
            return True
