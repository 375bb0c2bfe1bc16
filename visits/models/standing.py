"""How each school stands with visits: kept by the verbs, so that lists need no counting."""

from django.db import models

from visits.models.visits import Visit
from visits.querysets import OfVisitQuerySet


class VisitStanding(models.Model):
    """One row a school that has, or is to have, a visit. Written by visits/standing.py alone.

    ``last_counted_on``: the day of the newest visit that took place and counts towards the cycle;
    ``last_visit``: the newest that took place at all; ``next_visit``: the next one that is still
    to take place, if one is being arranged; ``next_on`` its day, when it has one.
    """

    SEE = "visits.see_standing"

    school = models.OneToOneField(
        "schools.School", models.CASCADE, related_name="visit_standing", editable=False
    )
    last_counted_on = models.DateField(null=True, editable=False)
    last_visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="+")
    next_visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="+")
    next_on = models.DateField(null=True, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "standing of a school"
        verbose_name_plural = "standings of schools"
        indexes = [models.Index(fields=["last_counted_on"], name="schools_by_last_visit")]

    def __str__(self):
        return f"standing {self.pk}"
