"""What hub staff write on a school's record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from schools.models.schools import School
from schools.querysets import SchoolNoteQuerySet

LONGEST_NOTE = 5000


class SchoolNote(models.Model):
    """A note by hub staff, never shown to schools. It stays on the school that it was written on.

    ``earlier``: the texts before each change, oldest first, as {"text", "at", "by"}. They stand
    here and not on the trail, so that a text which should not have been written can be deleted.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="notes")
    text = models.TextField("note")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    earlier = models.JSONField(default=list, blank=True, editable=False)

    objects = SchoolNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "note on a school"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_NOTE),
                name="a_note_is_no_longer_than_two_pages",
            ),
        ]
        indexes = [models.Index(fields=["school", "-at"], name="notes_of_a_school")]

    def __str__(self):
        return f"note of {self.at:%-d %B %Y} on {self.school}"

    def get_absolute_url(self):
        return reverse("schools:note", args=[self.pk])
