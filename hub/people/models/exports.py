"""A copy of all that the hub holds of a family: asked for, made, looked through, handed out."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from hub.files.models import StoredFile
from hub.people.models.carers import Carer
from hub.people.models.pupils import person
from hub.people.work_querysets import FamilyExportQuerySet
from hub.platform.background import Work
from hub.platform.choices import WorkState


class FamilyExport(Work):
    """One copy for one carer. Its id is random: it stands in addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carer = models.ForeignKey(Carer, models.CASCADE, related_name="exports")
    asked_by = person(editable=False)
    data_file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    pdf_file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(null=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = person(editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)
    refused_by = person(editable=False)
    refusal = models.CharField("why not", max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects = FamilyExportQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-created_at", "pk"]
        verbose_name = "copy of a family’s data"
        verbose_name_plural = "copies of families’ data"
        constraints = [
            *Work.Meta.constraints,
            # However often somebody clicks, there is one copy to look through.
            models.UniqueConstraint(
                fields=["carer"],
                condition=Q(released_at=None, refused_at=None),
                name="a_family_asks_for_its_data_once",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | Q(state=WorkState.DONE, refused_at__isnull=True, expires_at__isnull=False),
                name="a_copy_that_is_handed_out_was_made",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refusal=""),
                name="a_copy_that_is_refused_says_why",
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["carer", "-created_at"], name="exports_of_a_carer"),
        ]

    def __str__(self):
        return f"Copy of data {self.pk}"

    def get_absolute_url(self):
        return reverse("families:export", args=[self.pk])

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.refused_at:
            return "Refused"
        if self.forgotten_at:
            return "No longer kept"
        if self.released_at:
            return "Handed out"
        if self.state == WorkState.DONE:
            return "To look through"
        return "Being made" if self.state in (WorkState.QUEUED, WorkState.RUNNING) else "Failed"

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        return {
            "To look through": "warn",
            "Being made": "info",
            "Failed": "error",
            "Handed out": "ok",
        }.get(self.words, "")

    @property
    def is_to_review(self):
        """Does it wait for somebody of the office?"""
        return self.words == "To look through"
