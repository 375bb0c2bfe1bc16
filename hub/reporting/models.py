"""A report that somebody asked for: one row from the click to the expired file."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from hub.platform.background import Work
from hub.platform.choices import LIVE, WorkState
from hub.reporting.choices import Format
from hub.reporting.querysets import ReportPartQuerySet, ReportRunQuerySet


def random_name(run, _file_name):
    """Where the file of a run is kept: a name that says nothing and cannot be guessed."""
    return f"reports/{uuid.uuid4().hex}.{run.format}"


def random_part_name(_part, _file_name):
    """Where a part is kept until all are there."""
    return f"reports/{uuid.uuid4().hex}.part"


class ReportRun(Work):
    """One report for one person. Its id is random: it stands in addresses.

    A large one is divided into parts (``split_at``: when) and waits, queued, until all are made;
    then it is due again, to be put together.
    """

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
    things = models.PositiveIntegerField("how many it is about", null=True, editable=False)
    split_at = models.DateTimeField(null=True, editable=False)
    file = models.FileField(upload_to=random_name, blank=True)
    made_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)

    #: What ``last_error`` says of a run that its person gave up.
    CANCELLED = "Cancelled"

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
    def things_done(self):
        """Of how many of its things the parts are made."""
        length = Func("keys", function="jsonb_array_length", output_field=models.IntegerField())
        made = self.parts.filter(state=WorkState.DONE)
        return made.aggregate(number=models.Sum(length))["number"] or 0

    @property
    def is_cancelled(self):
        """Did the person who asked for it change their mind?"""
        return self.state == WorkState.GIVEN_UP and self.last_error == self.CANCELLED

    @property
    def can_be_cancelled(self):
        """Does it wait, be it for a worker or for some of its parts?"""
        return self.state == WorkState.QUEUED

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.state == WorkState.DONE:
            return "Ready" if self.is_ready else "No longer kept"
        if self.state == WorkState.RUNNING:
            return self.progress or "Being made"
        if self.state == WorkState.QUEUED:
            return self.progress or "Waiting for its turn"
        return "Cancelled" if self.is_cancelled else "Failed"

    @property
    def reason(self):
        """Why it failed, as a sentence for the person who asked."""
        return _REASONS.get(self.last_error, "Something went wrong while it was being made.")

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        if self.is_live:
            return "info"
        if self.state == WorkState.DONE:
            return "ok" if self.is_ready else ""
        return "" if self.is_cancelled else "error"

    @property
    def download_name(self):
        """What the file is called on the reader's machine: plain letters, no path."""
        name = slugify(self.title)[:80] or self.key
        return f"{name}-{timezone.localtime(self.made_at):%Y-%m-%d}.{self.format}"


class ReportPart(Work):
    """A stretch of a large report, made by a task of its own and kept until all are there."""

    run = models.ForeignKey(ReportRun, models.CASCADE, related_name="parts")
    index = models.PositiveSmallIntegerField()
    keys = models.JSONField()
    pages = models.PositiveSmallIntegerField(default=0, editable=False)
    file = models.FileField(upload_to=random_part_name, blank=True)

    objects = ReportPartQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["run", "index"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["run", "index"], name="a_part_of_a_report_is_there_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.DONE) | ~Q(file=""),
                name="a_part_of_a_report_that_is_done_has_a_file",
            ),
        ]

    def __str__(self):
        return f"part {self.index + 1} of {self.run}"


_REASONS = {
    "NoLongerAllowed": "What you chose is no longer open to you, or no longer there.",
    "TooMany": "It has grown too large for one file. Choose less.",
    "SoftTimeLimitExceeded": "It took too long. Choose less, or try again when it is quieter.",
    "WorkerLost": "The machine that made it stopped several times in the middle.",
}
