"""Visits in private calendars: of officers those they go to, of leads and heads their school's."""

from datetime import timedelta

from django.utils import timezone

from hub.calendar.feed_registry import feed_source
from visits.arranging import calendar_file
from visits.choices import AT_A_TIME
from visits.models import Visit

_BACK = timedelta(days=365)


@feed_source(calendar_file.SOURCE, titles=calendar_file.TITLES)
def visits(user):
    """Confirmed visits and those of the last year. Two statements."""
    rows = Visit.objects.filter(
        state__in=AT_A_TIME, starts_at__gte=timezone.now() - _BACK
    ).select_related("school")
    going = list(rows.filter(officers__officer=user.pk))
    own = {visit.pk for visit in going}
    at_school = rows.allowing("visits.answer_visit", user).exclude(pk__in=own)
    return [
        *(calendar_file.event_of(visit, for_school=False) for visit in going),
        *(calendar_file.event_of(visit, for_school=True) for visit in at_school),
    ]
