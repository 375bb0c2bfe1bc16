"""Where something is taught, in one box: a venue in use, or a school that has none yet."""

from django import forms
from django.core.exceptions import ValidationError

from hub.venues.choices import VenueKind
from hub.venues.models import Venue
from schools.models import School
from schools.school_box import SchoolBox, by_reference, label
from schools.search import find, ranked

_OFFERED = 12


class PlaceBox(SchoolBox):
    """A box to type in and, when several places match, the matches to choose from.

    ``matches``: [(reference, label)].
    """

    def get_context(self, name, value, attrs):
        matches, self.matches = self.matches, []
        context = super().get_context(name, value, attrs)
        chosen = value[1] if isinstance(value, tuple) else ""
        context["widget"]["legend"] = "Places that match"
        context["widget"]["matches"] = [
            {"value": reference, "label": words, "checked": reference == chosen}
            for reference, words in matches
        ]
        return context


class PlaceField(forms.CharField):
    """A venue by its name or postcode, or an open school by name, postcode or URN.

    Gives a Venue, or a School whose venue is to be made.
    """

    widget = PlaceBox
    default_error_messages = {
        "unknown": "No place in use and no open school is called that",
        "several": "Several places match. Choose one of them, or type more of the name",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def clean(self, value):
        text, match = value if isinstance(value, tuple) else (value, "")
        text = " ".join(super().clean(text).split())
        if not text:
            return None
        venues = Venue.objects.in_use().select_related("school")
        named = list(venues.filter(name__iexact=text)[:2])
        if len(named) == 1 and not match:
            return named[0]
        if numbered := by_reference(School.objects.open(), text):
            return _venue_or_school(numbered)
        found = [*_venues(venues, text), *_schools(text)][:_OFFERED]
        chosen = [each for each in found if _reference(each) == match]
        for sure in (chosen, found):
            if len(sure) == 1:
                return sure[0]
        self.widget.matches = [(_reference(each), _label(each)) for each in found]
        code = "several" if found else "unknown"
        raise ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial, data):
        text = data[0] if isinstance(data, tuple) else data
        return (initial or "") != (text or "") or bool(isinstance(data, tuple) and data[1])


def _venues(venues, text):
    named = venues.exclude(kind=VenueKind.SCHOOL).filter(name__icontains=text)
    return list(named.order_by("name", "pk")[:_OFFERED])


def _schools(text):
    matching = ranked(find(School.objects.open(), text), text).order_by("inside", "name", "pk")
    rows = matching.select_related("venue")[:_OFFERED]
    return [_venue_or_school(school) for school in rows]


def _venue_or_school(school):
    venue = getattr(school, "venue", None)
    return venue if venue is not None and venue.is_active else school


def _reference(place):
    return f"venue-{place.pk}" if isinstance(place, Venue) else f"school-{place.pk}"


def _label(place):
    if isinstance(place, School):
        return label(place)
    return ", ".join([place.name, *place.address_lines[1:]])
