"""What each kind of question takes: its form field, how its answer is stored, and its words."""

import datetime
from decimal import Decimal

from django import forms
from django.utils.text import Truncator

from hub.calendar.choices import YearGroup
from hub.forms import AffixedInput, DateField, MoneyField
from hub.surveys.choices import BESIDE, NO, YES, Kind
from hub.surveys.fields import AddressField, PastedField, ScaleSelect, WholeField, YearsField

LONGEST_LINE, LONGEST_TEXT, LONGEST_NOTE = 200, 4_000, 4_000
#: What a text may be allowed at most.
LONGEST_OF_ALL = 20_000
MOST = 9_999_999
LONGEST_ADDRESS = 500


def field_for(question, *, codes, **options):
    """The form field of a question. ``codes``: of the year groups that are asked for."""
    options["error_messages"] = _sentences(question)
    return _FIELDS[question.kind](question, codes, options)


def to_store(question, clean):
    """A clean value of the question's field as the answer keeps it; None for no answer."""
    if clean is None or clean in ("", [], {}):
        return None
    if question.kind == Kind.YES_NO:
        return clean == YES
    if question.kind == Kind.MONEY:
        return str(clean)
    if question.kind == Kind.DATE:
        return clean.isoformat()
    return clean


def to_show(question, value):
    """A stored answer as the initial value of the question's field."""
    if value is None:
        return None
    if question.kind == Kind.YES_NO:
        return YES if value else NO
    if question.kind == Kind.MONEY:
        return Decimal(value)
    if question.kind == Kind.DATE:
        return datetime.date.fromisoformat(value)
    return value


def words(question, value):
    """A stored answer as people read it, "" for none."""
    if value is None:
        return ""
    named = option_words(question)
    match question.kind:
        case Kind.CHOICE | Kind.SCALE:
            return named.get(value, str(value))
        case Kind.CHOICES:
            return ", ".join(named.get(each, str(each)) for each in value)
        case Kind.YES_NO:
            return "Yes" if value else "No"
        case Kind.MONEY:
            amount = Decimal(value)
            return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
        case Kind.NUMBER:
            return f"{value:,} {question.unit}".strip()
        case Kind.DATE:
            return f"{datetime.date.fromisoformat(value):%-d %B %Y}"
        case Kind.YEARS:
            numbers = (f"{YearGroup(int(code)).label}: {n:,}" for code, n in value.items())
            return f"{', '.join(numbers)} {question.unit}".strip()
    return str(value)


def option_words(question):
    """{key: words} of everything that can be chosen."""
    own = {option["key"]: option["words"] for option in question.options}
    return own | {key: BESIDE[key] for key in question.beside}


def bounds(question):
    """The least and the most that a number may be."""
    least = 0 if question.minimum is None else question.minimum
    return least, MOST if question.maximum is None else question.maximum


def longest(question):
    """How many characters a text may have."""
    usual = LONGEST_LINE if question.kind == Kind.TEXT else LONGEST_TEXT
    return usual if question.maximum is None else int(question.maximum)


def _plain(number):
    """A bound as people write it: 50, 0.5."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def _sentences(question):
    """What is said beside the field, by error code."""
    asked = Truncator(question.wording).chars(80, truncate="…")
    least, most = (_plain(bound) for bound in bounds(question))
    number = f"Enter a whole number from {least} to {most}: {asked}"
    chosen = f"Choose an answer: {asked}"
    match question.kind:
        case Kind.NUMBER | Kind.YEARS:
            return dict.fromkeys(["required", "invalid", "min_value", "max_value"], number)
        case Kind.MONEY:
            amount = f"Enter an amount from £{least} to £{most}: {asked}"
            return dict.fromkeys(["required", "min_value", "max_value"], amount)
        case Kind.TEXT | Kind.LONG_TEXT:
            too_long = f"Your answer must be {longest(question):,} characters or fewer: {asked}"
            return {"required": f"Write an answer: {asked}", "max_length": too_long}
        case Kind.ADDRESS:
            address = f"Enter a web address, like https://www.example.com: {asked}"
            return dict.fromkeys(["required", "invalid", "max_length"], address)
        case Kind.DATE:
            return {"required": f"Enter a date: {asked}"}
    return dict.fromkeys(["required", "invalid_choice", "invalid_list"], chosen)


def _choices(question):
    return list(option_words(question).items())


def _choice(question, codes, options):
    described = {each["key"]: each.get("description", "") for each in question.options}
    widget = ScaleSelect(descriptions=described, beside=question.beside)
    return forms.ChoiceField(choices=_choices(question), widget=widget, **options)


def _several(question, codes, options):
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=_choices(question), widget=widget, **options)


def _yes_no(question, codes, options):
    return forms.ChoiceField(
        choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect, **options
    )


def _number(question, codes, options):
    least, most = bounds(question)
    widget = AffixedInput(
        suffix=question.unit, attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}
    )
    return WholeField(min_value=least, max_value=most, widget=widget, **options)


def _money(question, codes, options):
    least, most = bounds(question)
    return MoneyField(min_value=least, max_value=most, max_digits=12, **options)


def _years(question, codes, options):
    least, most = bounds(question)
    return YearsField(codes=codes, least=least, most=most, unit=question.unit, **options)


def _text(question, codes, options):
    return PastedField(max_length=longest(question), **options)


def _long_text(question, codes, options):
    widget = forms.Textarea({"rows": 5})
    return PastedField(max_length=longest(question), widget=widget, **options)


def _date(question, codes, options):
    return DateField(**options)


def _address(question, codes, options):
    return AddressField(max_length=LONGEST_ADDRESS, assume_scheme="https", **options)


_FIELDS = {
    Kind.CHOICE: _choice,
    Kind.SCALE: _choice,
    Kind.CHOICES: _several,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.YEARS: _years,
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.DATE: _date,
    Kind.ADDRESS: _address,
}
