"""The heartbeat of what the portal does by itself."""

from django.db import models


class SweepRun(models.Model):
    """When a sweep last ran, how it ended and what it said: one row a sweep."""

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)
    failed = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
