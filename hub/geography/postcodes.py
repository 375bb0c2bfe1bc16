"""Postcodes: as people write them, as the post office writes them, and where they are."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Avg, Count, Q

from hub.geography.models import PostcodePoint
from hub.geography.points import sources

#: AL1 5EG: area AL, district AL1, sector AL1 5. Source: Royal Mail, Programmer's Guide.
_WHOLE = re.compile(r"(([A-Z]{1,2})[0-9][A-Z0-9]?)([0-9][A-Z]{2})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A point on the national grid, in metres; ``source`` says in words how it is known."""

    easting: int
    northing: int
    is_approximate: bool
    source: str


def tidy(text) -> str:
    """A postcode as the post office writes it: "al15eg" is "AL1 5EG"; other text in capitals."""
    whole = _read(text)
    return f"{whole[1]} {whole[3]}" if whole else " ".join(text.upper().split())


def is_postcode(text) -> bool:
    """Does the text have the form of a whole postcode, however it is spaced?"""
    return _read(text) is not None


def area(postcode) -> str:
    """The letters that a postcode begins with, its post town's; "" for what is no postcode."""
    whole = _read(postcode)
    return whole[2] if whole else ""


def locate(postcode) -> Place | None:
    """Where a postcode is, None when nobody knows.

    The point of the loaded file; else the mean of what stands in the same sector (AL1 5), else in
    the same district (AL1), marked approximate.
    """
    whole = _read(postcode)
    if not whole:
        return None
    code = f"{whole[1]} {whole[3]}"
    point = PostcodePoint.objects.filter(pk=code).first()
    if point:
        return Place(point.easting, point.northing, False, "Code-Point Open")
    for name, queryset in sources():
        if place := _mean(queryset, name, district=whole[1], sector=code[:-2]):
            return place
    return None


def _mean(queryset, name, *, district, sector):
    """The mean of the points of a sector, else of a district, in one statement."""
    in_sector = Q(postcode__startswith=sector)
    found = queryset.filter(postcode__startswith=f"{district} ").aggregate(
        **_figures("district", None), **_figures("sector", in_sector)
    )
    for key, text in (("sector", sector), ("district", district)):
        if count := found[f"{key}_count"]:
            return Place(
                round(found[f"{key}_easting"]),
                round(found[f"{key}_northing"]),
                True,
                f"the mean of {count} {name} in {text}"
                if count > 1
                else f"one of the {name} in {text}",
            )
    return None


def _figures(key, only):
    return {
        f"{key}_count": Count("pk", filter=only),
        f"{key}_easting": Avg("easting", filter=only),
        f"{key}_northing": Avg("northing", filter=only),
    }


def _read(text):
    return _WHOLE.fullmatch("".join(text.split()).upper())


class PostcodeField(forms.CharField):
    """A whole postcode, written as people write it; gives it tidy."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Postcode")
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault(
            "widget",
            forms.TextInput({"autocomplete": "postal-code", "class": "govuk-input--width-10"}),
        )
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if text and not is_postcode(text):
            raise ValidationError("Enter a whole postcode, like AL1 5EG")
        return tidy(text)
