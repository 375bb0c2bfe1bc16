"""The cells of a report as people read them on a page."""

import datetime
from decimal import Decimal

from django.utils import timezone


def screen_cell(value):
    """One value in words: "1,200", "23 November 2026", "Yes"; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if is_number(value):
        return f"{value:,}"
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    return str(value)


def is_number(value):
    """Does it stand on the right?"""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
