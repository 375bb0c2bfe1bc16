"""What retention has taken, and when."""

from django.db import models
from django.utils import timezone

from hub.people.models.pupils import person
from hub.people.work_querysets import RetentionRunQuerySet


class RetentionRun(models.Model):
    """One run: how many of each kind it took. ``by`` None: the portal itself, by the clock."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = person(editable=False)
    taken = models.JSONField(default=dict)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "run of retention"
        verbose_name_plural = "runs of retention"
        indexes = [models.Index(fields=["-at", "-id"], name="retention_runs_newest_first")]

    def __str__(self):
        return f"Run {self.pk}"
