"""Two records that were one person, put together, and taken apart again when that was wrong."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.people.models.carers import Carer
from hub.people.models.pupils import Pupil, person
from hub.people.querysets import OfPupilQuerySet


class Merge(models.Model):
    """``gone`` went into ``kept``. ``moved``: {model label: [ids that went along]}, to undo it.

    ``is_same`` False: looked at, and said to be two people; they are not proposed again.
    """

    SEE = "people.see_merge"

    is_same = models.BooleanField(default=True)
    moved = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = person(editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = person(editable=False)

    objects = OfPupilQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.gone.reference} into {self.kept.reference}"


class PupilMerge(Merge):
    """Of two records of one learner."""

    kept = models.ForeignKey(Pupil, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Pupil, models.CASCADE, related_name="+")

    class Meta(Merge.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at=None, is_same=True),
                name="a_pupil_is_merged_into_one_other",
            ),
            models.UniqueConstraint(
                fields=["kept", "gone"],
                condition=Q(undone_at=None, is_same=False),
                name="two_pupils_are_told_apart_once",
            ),
        ]


class CarerMerge(Merge):
    """Of two records of one carer."""

    kept = models.ForeignKey(Carer, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Carer, models.CASCADE, related_name="+")

    class Meta(Merge.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at=None, is_same=True),
                name="a_carer_is_merged_into_one_other",
            ),
            models.UniqueConstraint(
                fields=["kept", "gone"],
                condition=Q(undone_at=None, is_same=False),
                name="two_carers_are_told_apart_once",
            ),
        ]
