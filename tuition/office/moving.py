"""To which other lesson or group somebody can be moved, and how the office finds it."""

from django import forms
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.forms import FilterForm, HubForm
from tuition.choices import Kind
from tuition.models import Provision

#: Shown at once: more are found by narrowing.
MOST_SHOWN = 20


class MoveFilters(FilterForm):
    """What to look for among the others of the instrument."""

    q = forms.CharField(label="Where: place, or part of its name", max_length=100)
    kind = forms.ChoiceField(choices=[("", "All kinds"), *Kind.choices])
    room = forms.BooleanField(label="With places left")

    def narrow(self, rows):
        """Of these provisions those that the filters leave."""
        on = self.values
        if "q" in on:
            rows = rows.filter(venue__name__icontains=on["q"])
        if "kind" in on:
            rows = rows.filter(kind=on["kind"])
        if "room" in on:
            rows = rows.filter(places_taken__lt=F("capacity"))
        return rows


class MoveForm(HubForm):
    """To which of these: the first of them are shown."""

    provision = forms.ModelChoiceField(
        Provision.objects.none(),
        label="Where to",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where to"},
    )

    def __init__(self, data=None, *, rows, **kwargs):
        super().__init__(data, **kwargs)
        self.number = rows.count()
        self.fields["provision"].queryset = rows
        self.fields["provision"].choices = [(row.pk, _words(row)) for row in rows[:MOST_SHOWN]]


def equals_of(row):
    """What somebody can be moved to: published, the same instrument, not over, and not for the
    pupils of another school. What is at the same place comes first.
    """
    rows = Provision.objects.published().filter(
        Q(only_own_pupils=False) | Q(venue__school=row.pupil.school_id),
        instrument=row.provision.instrument_id,
        ends_on__gte=timezone.localdate(),
    )
    here = Case(When(venue=row.provision.venue_id, then=Value(0)), default=Value(1))
    rows = rows.exclude(pk=row.provision_id).select_related("instrument", "venue", "tutor")
    return rows.order_by(here, "venue__name", "weekday", "starts_at", "pk")


def _words(provision):
    day = f"{Weekday(provision.weekday).label}s" if provision.is_fixed else "day to be agreed"
    left = provision.places_left
    room = "full" if not left else f"{left} place{'' if left == 1 else 's'} left"
    tutor = f", {provision.tutor}" if provision.tutor_id else ""
    place = "" if provision.venue.is_online else f" at {provision.venue}"
    return f"{provision}{place}, {day}{tutor} ({room})"
