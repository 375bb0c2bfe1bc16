"""Figures across schools, counted by district beforehand; and the districts to count again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class NeedsTally(models.Model):
    """What the open schools of a district, of one region, phase and authority, told in a year.

    ``schools.needs.tallies`` writes it and nothing else. ``unit``: the district's key, 0 of the
    schools without one. ``counts``: in the order of what is counted, of which ``form`` is a mark:
    a row in another form is of earlier code and counts for nothing. In the year 0 stand how many
    ``schools`` there are, whatever they told; every unit has such a row.

    Keys are values without foreign keys: whatever changes a district's schools marks it.
    """

    unit = models.PositiveBigIntegerField()
    year = models.PositiveSmallIntegerField()
    region = models.PositiveBigIntegerField(null=True)
    phase = models.CharField(max_length=20, blank=True)
    authority = models.PositiveBigIntegerField(null=True)
    form = models.CharField(max_length=32)
    schools = models.PositiveIntegerField(default=0)
    counts = ArrayField(models.PositiveIntegerField(), default=list)
    budgets = ArrayField(models.DecimalField(max_digits=12, decimal_places=2), default=list)

    class Meta:
        ordering = ["unit", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "region", "phase", "authority"],
                nulls_distinct=False,
                name="schools_are_tallied_once",
            )
        ]

    def __str__(self):
        return f"unit {self.unit} in {self.year}"


class NeedsMark(models.Model):
    """A district of which something that figures count has changed since it was tallied.

    The database writes it with every such change (migration 0026), in the same transaction.
    """

    unit = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"unit {self.unit}"
