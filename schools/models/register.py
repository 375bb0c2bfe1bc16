"""What the hub keeps about the register itself: its types of school, and which files were read."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from hub.permissions import RightsQuerySet
from schools.querysets import RegisterReadingQuerySet


class EstablishmentType(models.Model):
    """A type of school in the register, and whether the hub takes schools of it in.

    ``decided_at`` is empty as long as nobody has looked and the default of ``schools.types`` holds.
    """

    name = models.CharField(max_length=80)
    group = models.CharField(max_length=60, blank=True)
    counts = models.BooleanField(default=True)
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "type of school"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="a_type_of_school_stands_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_type_of_school_has_a_name"),
        ]

    def __str__(self):
        return self.name


class RegisterReading(models.Model):
    """One file of the register, as far as it concerns one local authority.

    ``known``: open schools of the authority that had a URN before; ``found``: those of them that
    the file holds. Only a whole file says of a school that it is missing.
    """

    authority = models.ForeignKey(
        "policy.LocalAuthority", models.CASCADE, related_name="register_readings"
    )
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    is_whole = models.BooleanField()

    objects = RegisterReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "file of the register"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "at"], name="a_file_is_read_once_for_an_authority"
            ),
            models.CheckConstraint(
                condition=Q(found__lte=models.F("known")), name="found_schools_were_known"
            ),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.authority})"
