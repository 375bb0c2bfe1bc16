"""What is asked. A published version never changes: the database refuses it (migration 0002)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.surveys.choices import NOT_APPLICABLE, NOT_SURE, WITH_OPTIONS, Kind, VersionState
from hub.surveys.querysets import (
    QuestionnaireQuerySet,
    QuestionQuerySet,
    SectionQuerySet,
    VersionQuerySet,
)


class Questionnaire(models.Model):
    """One questionnaire through all its versions. ``key``: by which code asks for it."""

    key = models.SlugField(max_length=40, unique=True, editable=False)
    title = models.CharField(max_length=120)
    purpose = models.CharField("what it is for", max_length=300, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Version(models.Model):
    """One state of a questionnaire: edited as a draft, asked when published, kept for ever.

    ``note``: what is different in it, in the words of whoever published it.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=9, choices=VersionState.choices, default=VersionState.DRAFT, editable=False
    )
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "version of a questionnaire"
        verbose_name_plural = "versions of questionnaires"
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="a_version_has_its_number_alone"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(state=VersionState.PUBLISHED),
                name="one_version_is_asked",
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(state=VersionState.DRAFT),
                name="one_version_is_edited",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published_at__isnull=True)
                | (~Q(state=VersionState.DRAFT) & Q(published_at__isnull=False)),
                name="a_version_that_was_asked_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="a_version_has_a_state"
            ),
        ]

    def __str__(self):
        return f"{self.questionnaire}, version {self.number}"

    @property
    def is_draft(self):
        """Is it still edited?"""
        return self.state == VersionState.DRAFT


class Section(models.Model):
    """Some questions that stand together, on a page of their own."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    intro = models.TextField("introduction", max_length=2000, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_section_has_its_key_alone"),
            models.UniqueConstraint(
                fields=["version", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="a_section_has_its_place_alone",
            ),
        ]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question. ``key`` is the same in every version, so that years can be compared.

    ``options``: [{"key", "words", "description", "value"}] of the kinds that have some; ``value``
    is a number, or None where an option stands for none. ``shown_if_values``: keys of options (or
    "yes", "no") of ``shown_if_question``. ``maximum``: of a text its longest length.
    ``carries_over``: last year's answer stands in it. ``takes_note``: a text beside the answer.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    wording = models.CharField(max_length=300)
    help = models.CharField("help text", max_length=1000, blank=True)
    options = models.JSONField(default=list, blank=True)
    allows_not_sure = models.BooleanField(default=False)
    allows_not_applicable = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)
    takes_note = models.BooleanField(default=False)
    note_label = models.CharField(max_length=120, blank=True)
    carries_over = models.BooleanField(default=False)
    fact_key = models.CharField(max_length=40, blank=True)
    shown_if_question = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="steers"
    )
    shown_if_values = models.JSONField(default=list, blank=True)
    minimum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_question_has_its_key_alone"),
            models.UniqueConstraint(
                fields=["section", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="a_question_has_its_place_alone",
            ),
            models.UniqueConstraint(
                fields=["version", "fact_key"],
                condition=~Q(fact_key=""),
                name="a_fact_is_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="a_question_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in WITH_OPTIONS])
                | Q(options=[], allows_not_sure=False, allows_not_applicable=False),
                name="options_are_of_what_is_chosen",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="the_least_is_not_above_the_most",
            ),
            models.CheckConstraint(
                condition=Q(shown_if_question__isnull=True, shown_if_values=[])
                | (Q(shown_if_question__isnull=False) & ~Q(shown_if_values=[])),
                name="a_condition_names_question_and_answers",
            ),
        ]

    def __str__(self):
        return self.wording

    @property
    def beside(self):
        """Keys of the answers beside the options that it allows: not sure, not applicable."""
        allowed = {NOT_SURE: self.allows_not_sure, NOT_APPLICABLE: self.allows_not_applicable}
        return [key for key, is_allowed in allowed.items() if is_allowed]
