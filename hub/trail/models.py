"""One row a change or a sensitive read. Rows are added and never touched again."""

from django.db import models
from django.db.models.functions import Now

from hub.trail.querysets import EntryQuerySet


class Entry(models.Model):
    """Who did what to which row, when, from where, and which fields changed or were read.

    Ids stand as values, without foreign keys: erasing a person never needs to change a row here.
    Kept six years (security.md); the database refuses UPDATE and DELETE.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "Change"
        READ = "read", "Read"

    at = models.DateTimeField(db_default=Now(), editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.CHANGE)
    actor_id = models.BigIntegerField(null=True)
    actor_roles = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    door = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["-at", "-id"], name="trail_newest"),
            models.Index(fields=["object_type", "object_id", "-at"], name="trail_of_a_row"),
            models.Index(fields=["actor_id", "-at"], name="trail_of_a_person"),
            models.Index(fields=["action", "-at", "-id"], name="trail_of_an_action"),
        ]

    def __str__(self):
        return f"{self.action} {self.object_type} {self.object_id}"
