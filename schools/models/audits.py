"""Audits: a school's look at its own music, once an academic year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.models.schools import School

LONGEST_REASON = 500


class AuditQuerySet(RightsQuerySet):
    """Audits of schools."""

    def visible_to(self, user):
        """The audits that this user may read."""
        return self.allowing("schools.see_audit", user)

    def submitted(self):
        """Those that are handed in; what they say stands."""
        return self.filter(filling__state="submitted")

    def open(self):
        """Those that the school still works on."""
        return self.filter(filling__state="open")


class Audit(models.Model):
    """One school's audit of one academic year. Its answers are a Filling of hub.surveys.

    A hub that reopens it says why; what was handed in before stays among the earlier answers.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="audits")
    year = AcademicYearField()
    filling = models.OneToOneField("surveys.Filling", models.PROTECT, related_name="audit")
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    reopen_reason = models.CharField(max_length=LONGEST_REASON, blank=True, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="one_audit_a_school_and_year"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="an_audit_is_reopened_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Audit {self.year} of {self.school}"

    def get_absolute_url(self):
        """Its result, or its areas while it is open."""
        page = "schools:audit_year" if self.is_open else "schools:audit_result"
        return reverse(page, args=[self.school_id, self.year])

    @property
    def is_open(self):
        """Can it still be answered?"""
        return self.filling.is_open

    @property
    def is_submitted(self):
        """Is it handed in?"""
        return not self.is_open


class AuditFileQuerySet(RightsQuerySet):
    """Files of audits."""

    def visible_to(self, user):
        """Those of the audits that this user may read."""
        return self.allowing("schools.see_audit_file", user)


class AuditFile(models.Model):
    """A file that shows what a school says of one area. ``area``: the key of its section."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="files")
    area = models.SlugField(max_length=40)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AuditFileQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "file of an audit"
        verbose_name_plural = "files of audits"

    def __str__(self):
        return self.file.name
