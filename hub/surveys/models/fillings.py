"""What was answered. What was handed in stands: the database holds it (migration 0002)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.surveys.choices import FillingState
from hub.surveys.models.questionnaires import Question, Version
from hub.surveys.querysets import AnswerQuerySet, EarlierAnswerQuerySet, FillingQuerySet


class Filling(models.Model):
    """One set of answers to a version: of a school in an academic year, or of nobody by name."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="fillings")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = AcademicYearField()
    state = models.CharField(
        max_length=9, choices=FillingState.choices, default=FillingState.OPEN, editable=False
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FillingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "set of answers"
        verbose_name_plural = "sets of answers"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FillingState.OPEN, submitted_at__isnull=True)
                | Q(state=FillingState.SUBMITTED, submitted_at__isnull=False),
                name="what_was_handed_in_has_its_day",
            )
        ]
        indexes = [
            models.Index(fields=["version", "school", "year"], name="answers_of_a_school"),
        ]

    def __str__(self):
        return f"{self.school}, {self.year}" if self.school_id else f"{self.year}"

    @property
    def is_open(self):
        """Can it still be answered?"""
        return self.state == FillingState.OPEN


class Answer(models.Model):
    """The answer to one question. ``value``: as its kind stores it (kinds.py), None for none.

    ``revision`` counts its changes, from 1; what it was before is an EarlierAnswer.
    """

    filling = models.ForeignKey(Filling, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question__section__position", "question__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["filling", "question"], name="a_question_is_answered_once"
            )
        ]

    def __str__(self):
        return f"answer {self.pk}"


class EarlierAnswer(models.Model):
    """What an answer was in one of its earlier revisions. Never changed."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="earlier")
    revision = models.PositiveIntegerField()
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(editable=False)

    objects = EarlierAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "revision"], name="a_revision_of_an_answer_is_kept_once"
            )
        ]

    def __str__(self):
        return f"answer {self.answer_id}, revision {self.revision}"
