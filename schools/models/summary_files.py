"""The files of a published summary: made once by a worker, handed out to everybody."""

import uuid

from django.apps import apps
from django.db import models
from django.db.models import Q

from hub.platform.background import Work, WorkQuerySet
from hub.platform.choices import WorkState
from schools.models.plans import PlanVersion


def random_name(made, _file_name):
    """Where the file is kept: a name that says nothing."""
    return f"summaries/{uuid.uuid4().hex}.{made.format}"


class SummaryFileQuerySet(WorkQuerySet):
    """Files of summaries by name."""

    def visible_to(self, user):
        """Those of the versions that this user may read."""
        versions = apps.get_model("schools", "PlanVersion").objects.visible_to(user)
        return self.filter(version__in=versions.values("pk"))

    def ready(self):
        """Those that can be handed out."""
        return self.filter(state=WorkState.DONE)


class SummaryFile(Work):
    """One version of a summary as a PDF or a Word document. What it says never changes."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word document"

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="files", editable=False)
    format = models.CharField(max_length=4, choices=Format.choices, editable=False)
    file = models.FileField(upload_to=random_name, blank=True, editable=False)

    objects = SummaryFileQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["version", "format"]
        verbose_name = "file of a summary"
        verbose_name_plural = "files of summaries"
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["version", "format"], name="a_summary_has_one_file_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.DONE) | ~Q(file=""),
                name="a_file_of_a_summary_that_is_done_is_there",
            ),
            models.CheckConstraint(
                condition=Q(format__in=["pdf", "docx"]), name="a_file_of_a_summary_has_a_kind"
            ),
        ]

    def __str__(self):
        return f"{self.version}, {self.get_format_display()}"
