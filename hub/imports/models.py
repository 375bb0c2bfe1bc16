"""An import: the files, what they would do, and what they did, row by row where it matters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from hub.imports.choices import Step
from hub.imports.querysets import ImportQuerySet
from hub.permissions import RightsQuerySet
from hub.platform.background import Work
from hub.platform.choices import LIVE, WorkState


class Import(Work):
    """One table on its way in. Its work is first the check, a dry run, and then the taking in.

    ``counts``: [[word, number], …] and ``notes``: sentences, of the last run; ``mapping``: {column
    that the importer knows: heading of the file}, where somebody chose; ``options``: the form, as
    it was sent.
    """

    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    step = models.CharField(max_length=9, choices=Step.choices, default=Step.CHECK)
    options = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    counts = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    rejected = models.PositiveIntegerField("rows rejected", default=0)
    refusal = models.TextField("why it was refused", blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, editable=False)
    applied_at = models.DateTimeField(null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-pk"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(step=Step.APPLY, state=WorkState.DONE) | Q(applied_at__isnull=False),
                name="an_import_that_is_in_was_taken_in_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.APPLY) | Q(checked_at__isnull=False),
                name="an_import_is_checked_before_it_is_taken_in",
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.CANCELLED) | Q(state=WorkState.DONE),
                name="a_cancelled_import_has_no_work_left",
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["requested_by", "-id"], name="imports_of_a_person"),
            models.Index(fields=["key", "-id"], name="imports_of_a_kind"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The page that shows it being checked, the preview, and the result."""
        return reverse("imports:show", args=[self.pk])

    @property
    def is_live(self):
        """Has a worker it, or will have?"""
        return self.state in LIVE

    @property
    def is_ready(self):
        """Was it checked, and waits for a yes or no?"""
        return self.step == Step.CHECK and self.state == WorkState.DONE

    @property
    def is_applied(self):
        """Is it in?"""
        return self.step == Step.APPLY and self.state == WorkState.DONE

    @property
    def is_cancelled(self):
        """Did somebody say no?"""
        return self.step == Step.CANCELLED

    @property
    def has_failed(self):
        """Could it not be checked or taken in?"""
        return self.state in {WorkState.FAILED, WorkState.GIVEN_UP}

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.state == WorkState.RUNNING:
            return "Being checked" if self.step == Step.CHECK else "Being taken in"
        if self.state == WorkState.QUEUED:
            return "Waiting for its turn"
        if self.has_failed:
            return "Refused" if self.refusal else "Failed"
        return "Waits for your answer" if self.is_ready else self.get_step_display()

    @property
    def look(self):
        """How the words are drawn: what waits for an answer is not done, whatever its check is."""
        return WorkState.QUEUED if self.is_ready else self.state

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        if self.is_live:
            return "info"
        if self.has_failed:
            return "error"
        if self.is_ready:
            return "warn"
        return "" if self.is_cancelled else "ok"


class ImportFileQuerySet(RightsQuerySet):
    """Files of imports."""

    def visible_to(self, user):
        """Those of the imports that this user may see."""
        return self.filter(imported__in=Import.objects.visible_to(user))


class ImportFile(models.Model):
    """A file of an import, by the name that its importer has for it."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="files")
    slot = models.CharField(max_length=30)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["imported", "slot"], name="an_import_has_each_file_once"
            )
        ]

    def __str__(self):
        return f"{self.slot}: {self.file}"


class RejectedRowQuerySet(RightsQuerySet):
    """Rows that could not be taken in."""

    def visible_to(self, user):
        """Those of the imports that this user may see."""
        return self.filter(imported__in=Import.objects.visible_to(user))


class RejectedRow(models.Model):
    """A row that could not be taken in: its file, its line there (from 1), and the reason."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    file_name = models.CharField(max_length=100)
    line = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=500)

    objects = RejectedRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["imported", "id"], name="rejected_rows_in_order")]

    def __str__(self):
        return f"{self.file_name}, line {self.line}: {self.reason}"
