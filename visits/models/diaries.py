"""Where officers start from and when they work."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from visits.querysets import OfVisitQuerySet

WEEKDAYS = [(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday")]


def every_weekday():
    """Monday to Friday."""
    return [number for number, _ in WEEKDAYS]


class OfficerDiary(models.Model):
    """An officer's base and working days (1 for Monday), to propose dates and to count kilometres.

    Regions are not here: they are the scope of the officer's role.
    """

    SEE = "visits.see_diary"

    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit_diary", editable=False
    )
    base_postcode = models.CharField("postcode of your base", max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, editable=False)
    northing = models.PositiveIntegerField(null=True, editable=False)
    works_on = ArrayField(models.PositiveSmallIntegerField(choices=WEEKDAYS), default=every_weekday)
    from_time = models.TimeField("not before", default="08:30")
    to_time = models.TimeField("not after", default="16:30")

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "officer’s working week"
        verbose_name_plural = "officers’ working weeks"
        constraints = [
            models.CheckConstraint(
                condition=Q(from_time__lt=F("to_time")), name="a_working_day_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="a_base_has_both_coordinates",
            ),
        ]

    def __str__(self):
        return f"working week {self.pk}"
