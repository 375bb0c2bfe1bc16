"""Where postcodes are, from the file of Ordnance Survey that the hub loaded."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from hub.permissions import RightsQuerySet


class PostcodePoint(models.Model):
    """One postcode and its point on the national grid, in metres (Code-Point Open)."""

    postcode = models.CharField(max_length=8, primary_key=True)
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()

    objects = RightsQuerySet.as_manager()

    def __str__(self):
        return self.postcode


class PostcodeFile(models.Model):
    """A file of postcodes that was loaded. The newest is the one whose postcodes stand here."""

    file_name = models.CharField(max_length=200)
    areas = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    loaded = models.PositiveIntegerField("postcodes loaded")
    without_place = models.PositiveIntegerField("postcodes that the file gives no place")
    elsewhere = models.PositiveIntegerField("postcodes of other areas")
    unreadable = models.PositiveIntegerField("lines that could not be read")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        get_latest_by = "at"
        verbose_name = "file of postcodes"
        verbose_name_plural = "files of postcodes"

    def __str__(self):
        return self.file_name
