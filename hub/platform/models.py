"""The heartbeat of what the portal does by itself."""

from django.db import models
from django.db.models import Q


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


class DemoCounty(models.Model):
    """The fictional county in this database: one row, absent wherever no demo was loaded."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    schools = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    as_of = models.DateField()
    parts = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "demo counties"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_demo_county")]

    def __str__(self):
        return f"{self.schools} schools, seed {self.seed}, as of {self.as_of}"
