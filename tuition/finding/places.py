"""Where somebody looks for lessons: a postcode or a school, in one box."""

from dataclasses import dataclass

from django import forms

from hub.geography.postcodes import is_postcode, locate, tidy
from schools.models import School
from schools.school_box import SchoolField

_AWAY = "We do not know where {postcode} is. Check it, or type the name of a school."


@dataclass(frozen=True)
class Where:
    """A point that distances are told from, or ``trouble``: why there is none, in words.

    ``school``: the one that was named; at it, lessons come first.
    """

    words: str = ""
    easting: int | None = None
    northing: int | None = None
    school: School | None = None
    is_approximate: bool = False
    trouble: str = ""

    @property
    def is_placed(self):
        """Can distances be told?"""
        return self.easting is not None


class WhereField(SchoolField):
    """A postcode, or an open school as in ``SchoolField``; gives a Where, or None for nothing.

    It never refuses: what is not known comes back as ``trouble`` above the whole list.
    """

    default_error_messages = {
        "unknown": "We do not know this school or postcode. Check it, or type a whole postcode",
        "near": "No school has exactly this name. Choose one under the box, or type a postcode",
        "several": "Several schools match. Choose one of them under the box",
    }

    def clean(self, value):
        text = value[0] if isinstance(value, tuple) else value or ""
        if is_postcode(text):
            return _at_postcode(tidy(text))
        self.queryset = School.objects.open()
        try:
            school = super().clean(value)
        except forms.ValidationError as error:
            return Where(trouble=f"{error.messages[0]}.")
        if school is None:
            return None
        return Where(
            words=school.name, easting=school.easting, northing=school.northing, school=school
        )


def _at_postcode(postcode):
    place = locate(postcode)
    if place is None:
        return Where(words=postcode, trouble=_AWAY.format(postcode=postcode))
    return Where(
        words=postcode,
        easting=place.easting,
        northing=place.northing,
        is_approximate=place.is_approximate,
    )
