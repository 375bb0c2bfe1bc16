"""Dates as three boxes that take what people write: 12 3 2026, 12th March 2026, 2026-03-12."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
BOXES = ("Day", "Month", "Year")


def month_number(text):
    """1 to 12 for "3", "march", "Mar" or "sept"; None for anything else."""
    text = text.strip().strip(".").lower()
    if text.isdecimal():
        # Four figures at most: Python refuses to read thousands, and no month needs them.
        return int(text) if len(text) <= 4 and 1 <= int(text) <= 12 else None
    if len(text) < 3:
        return None
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(text)), None)


def split_date(text):
    """Day, month and year as three strings, from a date written in one piece.

    The year is "" when none was written. Returns None for what is no date of ours.
    """
    text = text.strip().lower()
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = iso.groups()
        return [day, month, year]
    parts = re.fullmatch(
        r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/.\-]+(?:of\s+)?([a-z]+|\d{1,2})\.?"
        r"(?:[\s/.,\-]+(\d{4}|\d{2}))?",
        text,
    )
    return [part or "" for part in parts.groups()] if parts else None


def nearest_year(day, month, *, after):
    """The first year in which this day and month comes on or after the date ``after``."""
    return after.year + ((month, day) < (after.month, after.day))


class DateBoxes(forms.MultiWidget):
    """Day, month and year. ``birthday`` lets the browser fill in a date of birth."""

    template_name = "django/forms/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self, *, birthday=False, attrs=None):
        number = {"inputmode": "numeric"}
        autocomplete = ("bday-day", "bday-month", "bday-year") if birthday else ("off",) * 3
        classes = [f"govuk-date-input__input govuk-input--width-{n}" for n in (2, 3, 4)]
        boxes = [
            # A month may be a word, so its box asks for no number pad.
            forms.TextInput({"class": css, "autocomplete": fill} | ({} if n == 1 else number))
            for n, (css, fill) in enumerate(zip(classes, autocomplete, strict=True))
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], BOXES, strict=True):
            box["label"] = label
        return context


class DateField(forms.Field):
    """A datetime.date from three boxes.

    ``coming=True`` reads "12 march" as the next 12 March; otherwise the year must be written.
    ``birthday=True`` is for dates of birth, and refuses days to come.
    ``earliest`` and ``latest`` are bounds, dates themselves included.
    """

    def __init__(self, *, coming=False, birthday=False, earliest=None, latest=None, **kwargs):
        kwargs.setdefault("widget", DateBoxes(birthday=birthday))
        super().__init__(**kwargs)
        self.coming, self.birthday = coming, birthday
        self.earliest, self.latest = earliest, latest

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        day, month, year = (str(part or "").strip() for part in value)
        if not (day or month or year):
            return None
        if day and not (month or year) and (whole := split_date(day)):
            day, month, year = whole
        return self._date(day, month, year)

    def _date(self, day, month, year):
        name = str(self.label) if self.label else "Date"
        missing = [box.lower() for box, part in zip(BOXES, (day, month), strict=False) if not part]
        if not year and not self.coming:
            missing.append("year")
        if missing:
            raise ValidationError(f"{name} must include a {' and a '.join(missing)}")
        unreal = ValidationError(f"{name} must be a real date, like 12 March 2026")
        day = re.sub(r"(st|nd|rd|th)$", "", day.lower())
        number = month_number(month)
        if not day.isdecimal() or len(day) > 2 or number is None:
            raise unreal
        if not year:
            year = str(nearest_year(int(day), number, after=timezone.localdate()))
        if not year.isdecimal() or len(year) not in (2, 4):
            raise unreal
        century = "" if len(year) == 4 else "20"
        try:
            return datetime.date(int(century + year), number, int(day))
        except ValueError:
            raise unreal from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        name = str(self.label) if self.label else "Date"
        if self.birthday and value > timezone.localdate():
            raise ValidationError(f"{name} must be in the past")
        if self.earliest and value < self.earliest:
            raise ValidationError(f"{name} must be {self.earliest:%-d %B %Y} or later")
        if self.latest and value > self.latest:
            raise ValidationError(f"{name} must be {self.latest:%-d %B %Y} or earlier")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
