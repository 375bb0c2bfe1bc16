"""Next year's provision, made from this year's. It stays a draft until the office publishes it."""

from datetime import date, timedelta

from django.db import transaction

from hub.calendar.school_calendar import SchoolCalendar, calendar_of
from hub.trail.record import record
from tuition.choices import ProvisionState
from tuition.models import Provision

#: What is the same next year.
_KEPT = (
    "title",
    "kind",
    "minutes",
    "instrument_id",
    "level_from",
    "level_to",
    "from_year_group",
    "to_year_group",
    "is_for_adults",
    "is_adapted",
    "venue_id",
    "room_id",
    "only_own_pupils",
    "weekday",
    "starts_at",
    "tutor_id",
    "payer",
    "wait_terms",
    "words",
    "capacity",
)
_A_YEAR = timedelta(weeks=52)  # to the same day of the week


@transaction.atomic
def copy_forward(*, provision: Provision, by) -> Provision:
    """The provision of the next year that follows this one: made once, found afterwards."""
    # One after the other: two who need it at the same time find the same one.
    row = (
        Provision.objects.select_for_update(of=("self",))
        .select_related("venue")
        .get(pk=provision.pk)
    )
    next_year = row.academic_year.next
    found = Provision.objects.filter(follows=row, year=next_year).order_by("pk").first()
    if found is not None:
        return found
    first, last = _dates(row, calendar_of(row.venue.school_id))
    new = Provision(
        year=next_year,
        starts_on=first,
        ends_on=last,
        state=ProvisionState.DRAFT,
        follows=row,
        **{name: getattr(row, name) for name in _KEPT},
    )
    new.save()
    record("copied to next year", new, by=by, changes={"follows": (None, row.reference)})
    return new


def _dates(provision, calendar: SchoolCalendar) -> tuple[date, date]:
    """First and last day: of the terms where they are set, else a year later."""
    now, coming = provision.academic_year, provision.academic_year.next
    terms, next_terms = calendar.terms_of(now), calendar.terms_of(coming)
    first, last = provision.starts_on + _A_YEAR, provision.ends_on + _A_YEAR
    if terms and next_terms:
        if provision.starts_on <= terms[0].starts_on:
            first = next_terms[0].starts_on
        if provision.ends_on >= terms[-1].ends_on:
            last = next_terms[-1].ends_on
    first, last = max(first, coming.starts_on), min(last, coming.ends_on)
    return first, max(first, last)
