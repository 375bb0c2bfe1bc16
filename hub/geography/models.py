"""Where postcodes are, from the file of Ordnance Survey; and the areas that maps outline."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
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
    """A file of postcodes that was loaded, for these areas; PostcodeArea says which still stand."""

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


class PostcodeArea(models.Model):
    """The postcodes of one area, such as AL, that are loaded: how many, and from which file."""

    area = models.CharField(max_length=2, primary_key=True)
    postcodes = models.PositiveIntegerField()
    file = models.ForeignKey(PostcodeFile, models.PROTECT, related_name="in_use")

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["area"]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__regex="^[A-Z]{1,2}$"), name="a_postcode_area_is_letters"
            ),
            models.CheckConstraint(
                condition=Q(postcodes__gt=0), name="an_area_that_is_loaded_has_postcodes"
            ),
        ]

    def __str__(self):
        return self.area


class Boundaries(models.Model):
    """The areas of one file, ready to be drawn: ``shapes`` is [{"name", "rings"}], in metres.

    A ring is a list of [easting, northing]. One row at most is in force; the others wait for the
    person who sent them to look at them.
    """

    file_name = models.CharField(max_length=200)
    shapes = models.JSONField()
    is_in_force = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = [
            models.UniqueConstraint(
                fields=["is_in_force"],
                condition=Q(is_in_force=True),
                name="one_file_of_boundaries_is_in_force",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def names(self):
        """What the areas are called, in the order of the file."""
        return [shape["name"] for shape in self.shapes]

    @property
    def rings(self):
        """Every ring of every area, to be drawn."""
        return [ring for shape in self.shapes for ring in shape["rings"]]
