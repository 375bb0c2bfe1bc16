"""What was seen and said at a visit."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from schools.choices import AuditArea
from visits.choices import SurveyState
from visits.models.visits import Visit
from visits.querysets import OfVisitQuerySet

LONGEST_RECORD = 10_000


class VisitRecord(models.Model):
    """The written record of a visit. ``private_note`` never leaves the hub.

    ``need_areas``: of the audit, by which resources are found that help. ``school_commits``,
    ``hub_commits``: what each promised, in words that go to the school.
    ``filling``: the answers to “Have Your Say”; ``survey_refusal`` in the school's words.
    """

    SEE = "visits.see_record"

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="record", editable=False)
    was_observed = models.BooleanField("a lesson was observed", null=True, blank=True)
    lesson = models.TextField("lesson observed", max_length=LONGEST_RECORD, blank=True)
    strengths = models.TextField(max_length=LONGEST_RECORD, blank=True)
    needs = models.TextField(max_length=LONGEST_RECORD, blank=True)
    need_areas = ArrayField(
        models.CharField(max_length=40, choices=AuditArea.choices),
        verbose_name="areas of the needs",
        default=list,
        blank=True,
    )
    school_commits = models.TextField(
        "what the school will do", max_length=LONGEST_RECORD, blank=True
    )
    hub_commits = models.TextField("what the hub will do", max_length=LONGEST_RECORD, blank=True)
    private_note = models.TextField("private note", max_length=LONGEST_RECORD, blank=True)
    filling = models.OneToOneField(
        "surveys.Filling", models.PROTECT, null=True, related_name="+", editable=False
    )
    survey_state = models.CharField(
        max_length=9,
        choices=SurveyState.choices,
        default=SurveyState.NOT_ASKED,
        editable=False,
    )
    survey_refusal = models.CharField(max_length=500, blank=True)
    facts_confirmed_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "record of a visit"
        verbose_name_plural = "records of visits"
        constraints = [
            models.CheckConstraint(
                condition=Q(survey_state__in=SurveyState.values), name="a_survey_has_a_state"
            ),
            models.CheckConstraint(
                condition=~Q(survey_state__in=["open", "done"]) | Q(filling__isnull=False),
                name="a_survey_that_was_begun_has_answers",
            ),
        ]

    def __str__(self):
        return f"record of {self.visit}"


class PersonMet(models.Model):
    """Somebody of the school who took part. ``is_senior``: of its leadership team."""

    SEE = "visits.see_person_met"

    record = models.ForeignKey(VisitRecord, models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    is_senior = models.BooleanField("in the leadership team", default=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "person met"
        verbose_name_plural = "people met"
        constraints = [
            models.UniqueConstraint(fields=["record", "name"], name="a_person_is_met_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_person_met_has_a_name"),
        ]

    def __str__(self):
        return self.name


class SentReport(models.Model):
    """The report of a visit as a school was sent it. Sent again it is a version of its own.

    ``content``: visits.recording.rows.VisitReport, as JSON holds it: what was sent stands, whatever
    is changed in the record. ``correction``: what is different, in words that go to the school.
    """

    SEE = "visits.see_sent_report"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    correction = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "report that was sent"
        verbose_name_plural = "reports that were sent"
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="a_report_is_sent_once"),
            models.CheckConstraint(
                condition=Q(number=1, correction="") | (Q(number__gt=1) & ~Q(correction="")),
                name="a_report_that_is_sent_again_says_why",
            ),
        ]

    def __str__(self):
        return f"report of {self.visit}, version {self.number}"
