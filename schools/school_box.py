"""How a school is chosen in a form: a box that takes its name, postcode or number."""

import re

from django import forms
from django.core.exceptions import ValidationError

from schools.models import School
from schools.search import find, nearest, ranked

_OFFERED = 12


class SchoolBox(forms.TextInput):
    """A box to type in and, when several schools match, the matches to choose from.

    It works without script: the page comes back with the matches under the box.
    """

    template_name = "django/forms/widgets/box_with_matches.html"
    #: The names of its inputs, behind the field's own (hub.reporting.forms).
    widgets_names = ("", "_match")

    def __init__(self, attrs=None):
        super().__init__({"class": "govuk-input--width-20", "autocomplete": "off", **(attrs or {})})
        self.matches = []

    def value_from_datadict(self, data, files, name):
        """(what was typed, the match that was chosen)."""
        return data.get(name, ""), data.get(f"{name}_match", "")

    def format_value(self, value):
        return super().format_value(value[0] if isinstance(value, tuple) else value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = value[1] if isinstance(value, tuple) else ""
        context["widget"]["legend"] = "Schools that match"
        context["widget"]["matches"] = [
            {
                "value": school.reference,
                "label": label(school),
                "checked": school.reference == chosen,
            }
            for school in self.matches
        ]
        return context


def label(school):
    """A school among others of its name: name, place and number."""
    place = " ".join(filter(None, [school.town, school.postcode]))
    number = f"URN {school.urn}" if school.urn else "no URN"
    return ", ".join(filter(None, [school.name, place, number]))


class SchoolField(forms.CharField):
    """A school by name, postcode, URN, or "record-12" for one without a URN; gives the School.

    ``queryset``: the schools that may be chosen. A box to type in, because a list to choose from
    would hold thousands.
    """

    widget = SchoolBox
    default_error_messages = {
        "unknown": "No school that you may choose has this name, postcode or URN",
        "near": "No school has exactly this name. Choose one that comes near, or type it otherwise",
        "several": "Several schools match. Choose one of them, or type more of the name",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.queryset = School.objects.none()

    def reference(self, school):
        """What stands for the choice in addresses and in what is kept."""
        return school.reference

    def clean(self, value):
        """The School, None for nothing. Raises ValidationError, and offers what matches."""
        text, match = value if isinstance(value, tuple) else (value, "")
        text = " ".join(super().clean(text).split())
        if not text:
            return None
        if numbered := by_reference(self.queryset, text):
            return numbered
        matching = ranked(find(self.queryset, text), text).order_by("inside", "name", "pk")
        found = list(matching[: _OFFERED + 1])
        near = [] if found else list(nearest(self.queryset, text)[:_OFFERED])
        chosen = [school for school in found or near if school.reference == match]
        same = [school for school in found if school.name.casefold() == text.casefold()]
        for sure in (chosen, same, found):  # what only comes near is offered, never taken
            if len(sure) == 1:
                return sure[0]
        self.widget.matches = found[:_OFFERED] or near
        code = "several" if found else "near" if near else "unknown"
        raise ValidationError(self.error_messages[code], code=code)


def by_reference(schools, text):
    """The one of these schools that a reference names, else None."""
    if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        return schools.filter(urn=text).first()
    if own := re.fullmatch(r"record-([0-9]{1,18})", text, re.ASCII):
        return schools.filter(pk=own[1]).first()
    return None
