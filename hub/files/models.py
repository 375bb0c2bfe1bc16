"""An upload: what it is, who brought it, and whether it may be opened."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from hub.files.choices import Scan
from hub.files.querysets import StoredFileQuerySet
from hub.platform.background import Work
from hub.platform.choices import LIVE, WorkState


def random_name(stored, _name):
    """Where the content is kept: a name that says nothing and cannot be guessed."""
    return f"uploads/{uuid.uuid4().hex}"


class StoredFile(Work):
    """One upload. Its id is random, for it stands in addresses; the work is its scan for viruses.

    ``name`` is what it was called, tidied, to show to people; ``sha256`` and ``size`` (bytes) are
    of the content as it is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_name, blank=True, max_length=100)
    scan = models.CharField(max_length=11, choices=Scan.choices, default=Scan.NOT_SCANNED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-created_at", "pk"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(scan=Scan.PENDING),
                name="a_file_waits_only_to_be_scanned",
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["purpose", "created_at"], name="files_of_a_purpose"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its download."""
        return reverse("files:download", args=[self.pk])

    @property
    def is_kept(self):
        """Is its content still there?"""
        return bool(self.file)

    @property
    def is_blocked(self):
        """Did the scanner find something in it?"""
        return self.scan == Scan.BLOCKED

    def is_released_to(self, user):
        """Has it been scanned and found clean? Until then it opens for whoever brought it alone."""
        return self.scan == Scan.CLEAN or (
            not self.is_blocked
            and self.uploaded_by_id is not None
            and user.pk == self.uploaded_by_id
        )

    @property
    def is_waiting(self):
        """Does it still wait for the scanner?"""
        return self.state in LIVE

    @property
    def scan_words(self):
        """What the scanner said; one that never answered has said nothing."""
        given_up = self.scan == Scan.PENDING and self.state == WorkState.GIVEN_UP
        return (Scan.NOT_SCANNED if given_up else Scan(self.scan)).label
