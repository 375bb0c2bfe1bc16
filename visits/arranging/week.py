"""Keeping an officer's working week."""

from django.db import transaction
from django.utils import timezone

from hub.geography.postcodes import locate
from hub.trail.record import record
from visits.arranging.kilometres import there_and_back
from visits.choices import VisitState
from visits.models import OfficerDiary, Visit

_FIELDS = ("base_postcode", "works_on", "from_time", "to_time")


@transaction.atomic
def save(*, officer, by, base_postcode, works_on, from_time, to_time):
    """Write down base, days and hours; returns the base's Place, or None when nobody knows it.

    Visits of theirs that are coming are reckoned from there.
    """
    place = locate(base_postcode) if base_postcode else None
    diary, _ = OfficerDiary.objects.select_for_update().get_or_create(officer=officer)
    diary.base_postcode, diary.works_on = base_postcode, works_on
    diary.from_time, diary.to_time = from_time, to_time
    diary.easting = place.easting if place else None
    diary.northing = place.northing if place else None
    diary.save()
    # Where somebody starts from may be their home: its value stays off the trail.
    record("set the working week of", diary, by=by, fields=_FIELDS)
    coming = Visit.objects.filter(
        officer=officer, state=VisitState.CONFIRMED, starts_at__gt=timezone.now()
    )
    for visit in coming.select_related("school", "officer").order_by("pk"):
        visit.kilometres = there_and_back(visit)
        visit.save(update_fields=["kilometres"])
    return place
