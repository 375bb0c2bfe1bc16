"""What speaks for seeing a school soon, one row a school, so that a list is ordered at a glance."""

from django.db import models
from django.db.models import Q

from hub.permissions import RightsQuerySet
from schools.models.schools import School

#: So many signals have room. Columns, not an array or rows: 24,000 schools are ordered by them in
#: a fifth of the time (docs/decisions/0023-signals-in-columns.md).
PLACES = 16


def column_of(place):
    """The column that holds the strength of the signal at this place."""
    return f"strength_{place}"


class SchoolSignalsQuerySet(RightsQuerySet):
    """What speaks for schools."""

    def visible_to(self, user):
        """The rows that this user may read: who sees what is counted across schools."""
        return self.allowing("schools.see_signals", user)


class SchoolSignals(models.Model):
    """The signals of one school. Written by schools/priority.py alone; no row: no signal.

    ``strength_…``: 0 to 100 for each signal, at the place that the signal has in the registry.
    ``told``: {key of a signal: what its words need}, of those that are above nought.
    """

    school = models.OneToOneField(
        School, models.CASCADE, related_name="signals", primary_key=True, editable=False
    )
    told = models.JSONField(default=dict, editable=False)

    objects = SchoolSignalsQuerySet.as_manager()

    class Meta:
        ordering = ["school"]
        verbose_name = "signals of a school"
        verbose_name_plural = "signals of schools"
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{column_of(place)}__lte": 100}),
                name=f"signal_{place}_is_a_part_of_a_hundred",
            )
            for place in range(PLACES)
        ]

    def __str__(self):
        return f"signals of {self.school_id}"

    @property
    def strengths(self):
        """The strength at each place."""
        return tuple(getattr(self, column_of(place)) for place in range(PLACES))


for _place in range(PLACES):
    SchoolSignals.add_to_class(
        column_of(_place), models.PositiveSmallIntegerField(default=0, editable=False)
    )
