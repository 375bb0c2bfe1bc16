"""Two records that were one child, put together, and taken apart again when that was wrong."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.people.models.pupils import Pupil, person
from hub.people.querysets import OfPupilQuerySet


class PupilMerge(models.Model):
    """``gone`` went into ``kept``. ``moved``: {model label: [ids that went along]}, to undo it.

    ``is_same`` False: looked at, and said to be two children; they are not proposed again.
    """

    SEE = "people.see_merge"

    kept = models.ForeignKey(Pupil, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Pupil, models.CASCADE, related_name="+")
    is_same = models.BooleanField(default=True)
    moved = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = person(editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = person(editable=False)

    objects = OfPupilQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
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

    def __str__(self):
        return f"{self.gone.reference} into {self.kept.reference}"
