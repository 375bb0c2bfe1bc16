"""Who wants to hear when something starts that does not exist yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.choices import YearGroup
from tuition.querysets import InterestQuerySet


class Interest(models.Model):
    """An instrument wanted near a place, by an address of e-mail that its owner has proven.

    No name of a child is asked. ``closed_at``: answered, or taken back. Kept for a year.
    """

    email = models.EmailField("e-mail address")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    instrument = models.ForeignKey("music.Instrument", models.PROTECT, related_name="interests")
    year_group = models.SmallIntegerField(
        "school year", choices=YearGroup.choices, null=True, blank=True
    )
    is_adult = models.BooleanField("for an adult", default=False)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, editable=False)
    northing = models.PositiveIntegerField(null=True, editable=False)
    school = models.ForeignKey(
        "schools.School", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "instrument", "year_group", "is_adult"],
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="an_interest_is_noted_once",
            )
        ]
        indexes = [
            models.Index(fields=["instrument", "created_at"], name="interests_by_instrument")
        ]

    def __str__(self):
        return f"Interest {self.pk}"
