"""A report that somebody asked for: one row from the click to the expired file."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from hub.platform.background import Work
from hub.platform.choices import LIVE, WorkState
from hub.reporting.choices import Format
from hub.reporting.querysets import ReportRunQuerySet


def random_name(run, _file_name):
    """Where the file of a run is kept: a name that says nothing and cannot be guessed."""
    return f"reports/{uuid.uuid4().hex}.{run.format}"


class ReportRun(Work):
    """One report for one person. Its id is random: it stands in addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=250)
    format = models.CharField(max_length=4, choices=Format.choices)
    asked = models.JSONField(default=dict)
    asked_hash = models.CharField(max_length=64)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="report_runs"
    )
    progress = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to=random_name, blank=True)
    made_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)

    objects = ReportRunQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-created_at", "pk"]
        constraints = [
            *Work.Meta.constraints,
            # However often somebody clicks, there is one job.
            models.UniqueConstraint(
                fields=["requested_by", "key", "format", "asked_hash"],
                condition=Q(state__in=LIVE),
                nulls_distinct=False,
                name="a_report_is_being_made_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.DONE)
                | Q(made_at__isnull=False, expires_at__isnull=False),
                name="a_report_that_is_done_was_made_and_expires",
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["requested_by", "-created_at"], name="reports_of_a_person"),
            models.Index(
                fields=["expires_at"],
                condition=Q(state=WorkState.DONE) & ~Q(file=""),
                name="reports_to_expire",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The page that shows it being made, and ready."""
        return reverse("reporting:run", args=[self.pk])

    @property
    def is_live(self):
        """Is it waiting or being made?"""
        return self.state in LIVE

    @property
    def is_ready(self):
        """Can its file be downloaded?"""
        return self.state == WorkState.DONE and bool(self.file) and not self.is_expired

    @property
    def is_expired(self):
        """Was it made so long ago that its file is gone or about to go?"""
        return self.state == WorkState.DONE and self.expires_at <= timezone.now()

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.state == WorkState.DONE:
            return "Ready" if self.is_ready else "No longer kept"
        if self.state == WorkState.RUNNING:
            return self.progress or "Being made"
        return "Waiting for its turn" if self.state == WorkState.QUEUED else "Failed"

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        if self.is_live:
            return "info"
        if self.state == WorkState.DONE:
            return "ok" if self.is_ready else ""
        return "error"

    @property
    def download_name(self):
        """What the file is called on the reader's machine: plain letters, no path."""
        name = slugify(self.title)[:80] or self.key
        return f"{name}-{timezone.localtime(self.made_at):%Y-%m-%d}.{self.format}"
