"""A time of day in one box that takes what people write: 10am, 2:30 pm, 14.30, noon."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError

from hub.templatetags.hub import clock

_WRITTEN = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?")


class ClockInput(forms.TextInput):
    """One short box, which shows a time as the hub writes it."""

    def __init__(self, attrs=None):
        super().__init__({"class": "govuk-input--width-5", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value):
        return clock(value) if isinstance(value, datetime.time) else super().format_value(value)


class ClockField(forms.Field):
    """A datetime.time from what people write.

    Without am or pm, 1 to 6 are taken for the afternoon: nobody is visited at two in the morning.
    """

    widget = ClockInput

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime.time):
            return value or None
        text = " ".join(str(value).lower().split())
        if text in ("noon", "12 noon", "midday"):
            return datetime.time(12)
        found = _WRITTEN.fullmatch(text)
        unreal = ValidationError(f"{self.label or 'Time'} must be a time, like 10am or 2:30pm")
        if not found:
            raise unreal
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and not 1 <= hour <= 12:
            raise unreal
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif 1 <= hour <= 6 and not found[1].startswith("0"):
            hour += 12
        try:
            return datetime.time(hour, minute)
        except ValueError:
            raise unreal from None

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
