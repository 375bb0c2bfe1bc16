"""The form of one area of what is known of a school: a field for each fact and part of it."""

import datetime

from django import forms

from hub.forms import HubForm
from schools.facts import book, keys


def field_name(key, dimension):
    """The name of the field of one part of a fact."""
    return f"{key}--{dimension}" if dimension else key


class AreaForm(HubForm):
    """The facts of an area; what is known stands in it. ``area_form`` gives it its fields."""

    marks_optional = False

    def __init__(self, data=None, *, school, area, known, **kwargs):
        self._abouts = {
            field_name(each.key, part): (each, part)
            for each in keys.of_area(area, school)
            for part in each.parts(school)
        }
        self._known = known
        initial = {
            name: initial_of(each, known[each.key, part])
            for name, (each, part) in self._abouts.items()
            if (each.key, part) in known
        }
        super().__init__(data, initial=initial, **kwargs)
        if not any(each.kind.is_number for each, _ in self._abouts.values()):
            del self.fields["are_estimates"]
        self.order_fields([*self._abouts, "are_estimates"])

    are_estimates = forms.BooleanField(
        label="Some of these numbers are estimates",
        required=False,
        help_text="They are marked so, until you know better.",
    )

    @property
    def abouts(self):
        """What it asks for: (key, code of the dimension) of each field."""
        return [(each.key, part) for each, part in self._abouts.values()]

    def said(self):
        """What was typed, as a list of Said; what was emptied is not known any more."""
        estimates = self.cleaned_data.get("are_estimates", False)
        said = []
        for name, (each, part) in self._abouts.items():
            value = self.cleaned_data[name]
            if value not in (None, ""):
                is_estimate = estimates and isinstance(each.kind, keys.Number | keys.Money)
                said.append(book.Said(each.key, value, part, is_estimate))
            elif (each.key, part) in self._known:
                said.append(book.Said(each.key, book.UNKNOWN, part))
        return said


def area_form(*, school, area, known, last, data=None):
    """An AreaForm with a field for each part of each fact, and what held a year ago beside it."""
    fields = {}
    for each in keys.of_area(area, school):
        for number, part in enumerate(each.parts(school)):
            fields[field_name(each.key, part)] = each.kind.field(
                label=f"{each.label}: {each.dimension.words[part]}" if part else each.question,
                help_text=_help(each, part, last, is_first=number == 0),
                required=False,
            )
    made = type("OneAreaForm", (AreaForm,), fields)
    return made(data, school=school, area=area, known=known)


def _help(each, part, last, *, is_first):
    before = last.get((each.key, part))
    words = [each.help] if each.help and is_first else []
    if before is not None:
        words.append(f"Last year: {each.words(before.value)}.")
    return " ".join(words)


def initial_of(each, fact):
    """A fact as the form field of its kind shows it."""
    value = fact.value
    if each.kind.is_number and value == int(value):
        return int(value)
    if isinstance(each.kind, keys.Day):
        return datetime.date.fromisoformat(value)
    return value
