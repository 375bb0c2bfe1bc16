"""The academic year: 1 September to 31 August, named "2026/27"."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

_NAME = re.compile(r"(20[0-9]{2}) ?[/–-] ?(?:20)?([0-9]{2})", re.ASCII)


class AcademicYear(int):
    """An academic year by the calendar year in which it starts: ``AcademicYear(2026)``.

    A whole number, so that it is stored, compared and added to as one; ``str`` gives "2026/27".
    Source: sector practice, 1 September to 31 August.
    """

    def __str__(self):
        return f"{int(self)}/{(self + 1) % 100:02}"

    __format__ = object.__format__  # f"{year}" reads like str(year)

    @classmethod
    def of(cls, day: datetime.date):
        """The academic year that a day lies in."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @classmethod
    def current(cls):
        """The academic year of today, in London."""
        return cls.of(timezone.localdate())

    @classmethod
    def parse(cls, text: str):
        """The year that a text names: "2026/27", "2026-27" or "2026/2027".

        Raises ValueError for anything else, also for years that do not follow each other.
        """
        found = _NAME.fullmatch(text.strip())
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError("Enter an academic year, such as 2026/27")
        return cls(found[1])

    @property
    def starts_on(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self, 9, 1)

    @property
    def ends_on(self) -> datetime.date:
        """Its last day."""
        return datetime.date(self + 1, 8, 31)

    @property
    def next(self):
        """The year after it."""
        return AcademicYear(self + 1)

    @property
    def previous(self):
        """The year before it."""
        return AcademicYear(self - 1)

    def __contains__(self, day):
        return self.starts_on <= day <= self.ends_on

    def week_of(self, day: datetime.date) -> int:
        """The number of the week, Monday to Sunday, that a day lies in; 1 September is in week 1.

        Holidays count: "19 of 33", the weeks in which there is teaching, is the calendar's matter
        (``SchoolCalendar.teaching_week``).
        """
        return (monday_of(day) - monday_of(self.starts_on)).days // 7 + 1


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the week that a day lies in."""
    return day - datetime.timedelta(days=day.weekday())


class AcademicYearField(models.PositiveSmallIntegerField):
    """A column that holds an AcademicYear."""

    description = "Academic year"

    def from_db_value(self, value, expression, connection):
        """What is read is an AcademicYear."""
        return None if value is None else AcademicYear(value)

    def to_python(self, value):
        """What is assigned as a text ("2026/27") or a number becomes one."""
        if value is None or isinstance(value, AcademicYear):
            return value
        try:
            return AcademicYear.parse(value) if isinstance(value, str) else AcademicYear(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("Enter an academic year, such as 2026/27") from error


class YearChoiceField(forms.TypedChoiceField):
    """An academic year from a short list, the newest first; gives an AcademicYear.

    The addresses and the command line hold it as "2026/27". The list is made when the form is:
    from ``back`` years ago to ``ahead`` years from now.
    """

    def __init__(self, *, back=4, ahead=1, **kwargs):
        kwargs.setdefault("label", "Academic year")
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid_choice", "Choose an academic year of the list")
        super().__init__(
            coerce=AcademicYear.parse,
            empty_value=None,
            choices=lambda: year_choices(back=back, ahead=ahead),
            **kwargs,
        )


def year_choices(*, back=4, ahead=1):
    """[("2026/27", "2026/27"), …], the newest first."""
    now = AcademicYear.current()
    years = [AcademicYear(now + offset) for offset in range(ahead, -back - 1, -1)]
    return [(str(year), str(year)) for year in years]
