"""What families say once they have a place: away, otherwise please, continue or not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from tuition.choices import AbsenceReason, ContinueAnswer, RequestKind, RequestState
from tuition.models.enrolments import Enrolment
from tuition.querysets import ChangeRequestQuerySet, OfEnrolmentQuerySet


def person(**options):
    """Who did it; the row stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", **options
    )


class Absence(models.Model):
    """One day on which a learner will be away, told before. Registers read it."""

    SEE = "tuition.see_absence"

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="absences")
    day = models.DateField()
    reason = models.CharField(
        max_length=11, choices=AbsenceReason.choices, default=AbsenceReason.OTHER
    )
    told_at = models.DateTimeField(default=timezone.now, editable=False)
    told_by = person(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "day"],
                condition=Q(withdrawn_at=None),
                name="an_absence_is_told_once",
            )
        ]
        indexes = [models.Index(fields=["day"], name="absences_by_day")]

    def __str__(self):
        return f"{self.day:%-d %B %Y}"


class ChangeRequest(models.Model):
    """What somebody with a place would have otherwise, and what the office said to it."""

    SEE = "tuition.see_change_request"

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="requests")
    kind = models.CharField("what to change", max_length=10, choices=RequestKind.choices)
    words = models.CharField("what would suit you", max_length=500)
    state = models.CharField(
        max_length=9, choices=RequestState.choices, default=RequestState.OPEN, editable=False
    )
    answer = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = person(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = person(editable=False)
    new_enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=Q(state=RequestState.OPEN),
                name="a_change_is_asked_for_once",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, answered_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(answered_at__isnull=False)),
                name="a_request_that_is_no_longer_open_was_answered",
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at", "id"], name="requests_by_state")]

    def __str__(self):
        return f"Request {self.pk}"

    @property
    def is_agreed(self):
        """Did the office say yes?"""
        return self.state == RequestState.AGREED

    @property
    def is_open(self):
        """Does it wait for an answer?"""
        return self.state == RequestState.OPEN


class ContinueRound(models.Model):
    """ "Continue next year?", asked of everybody who has a place in ``year``.

    ``asked_at``: when it was opened to families. ``closes_on``: the last day to answer; who has
    not answered by then is told what happens by the hub's rule. ``rolled_at``: when the answers
    became enrolments of the next year.
    """

    year = AcademicYearField("academic year that ends", unique=True)
    closes_on = models.DateField("answer by")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    rolled_at = models.DateTimeField(null=True, editable=False)

    objects = OfEnrolmentQuerySet.as_manager()
    SEE = "tuition.see_continue_round"

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rolled_at__isnull=True) | Q(rolled_at__gte=F("created_at")),
                name="a_round_is_rolled_over_after_it_began",
            )
        ]

    def __str__(self):
        return f"Continue after {self.year}"


class Continuation(models.Model):
    """One enrolment's part of a round: asked, answered or not, and what came of it.

    ``asked_at``, ``reminded_at``: when the carers were last written to. ``outcome``: what came of
    it, in words; empty until it is rolled over.
    """

    SEE = "tuition.see_continuation"

    round = models.ForeignKey(ContinueRound, models.CASCADE, related_name="answers")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="continuations")
    answer = models.CharField(max_length=6, choices=ContinueAnswer.choices, blank=True)
    words = models.CharField("what to change", max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = person(editable=False)
    next_enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, related_name="+", editable=False
    )
    outcome = models.CharField(max_length=200, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "enrolment"], name="an_enrolment_is_asked_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_to_a_round_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "answer", "id"], name="continuations_by_answer"),
            # What is still to be done in the background.
            models.Index(
                fields=["round", "id"],
                condition=Q(asked_at=None) | Q(outcome=""),
                name="continuations_to_work_on",
            ),
        ]

    def __str__(self):
        return f"Continuation {self.pk}"
