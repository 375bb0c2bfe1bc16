"""Requests for a role at a school, by people whom nobody has invited."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from hub.accounts.choices import SCHOOL_ROLES, Role
from schools.claim_querysets import SchoolClaimQuerySet
from schools.models.schools import School

LONGEST_WORDS = 500
#: What can be asked for, as choices.
CLAIMED_ROLES = [(role.value, role.label) for role in Role if role in SCHOOL_ROLES]


class SchoolClaim(models.Model):
    """Somebody says that a school is theirs, and in which role; the school or the hub answers.

    ``words``: who they are, for whoever answers. ``reason``: what the person is told of a refusal.
    Answered, taken back or run out: the row stays, as a record of who was let in and by whom.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Run out"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="school_claims", editable=False
    )
    school = models.ForeignKey(School, models.PROTECT, related_name="claims", editable=False)
    role = models.CharField(max_length=20, choices=CLAIMED_ROLES)
    words = models.CharField("who they are", max_length=LONGEST_WORDS)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.ASKED, editable=False
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Protected: who let somebody into a school must stay known.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = SchoolClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "request to join a school"
        verbose_name_plural = "requests to join schools"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school"],
                condition=Q(state="asked"),
                name="one_open_claim_for_a_person_and_a_school",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(SCHOOL_ROLES)), name="a_claim_is_for_a_school_role"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_claim_says_who_asks"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="a_claim_that_is_over_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("user"))),
                name="a_claim_is_answered_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="a_refused_claim_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], name="claims_by_time"),
            models.Index(
                fields=["asked_at", "id"], condition=Q(state="asked"), name="claims_that_wait"
            ),
        ]

    def __str__(self):
        return self.role_in_words

    def get_absolute_url(self):
        return reverse("schools:claim_decide", args=[self.pk])

    @property
    def role_in_words(self):
        """The role with its place: "School music lead (Ashford Primary School)"."""
        return f"{self.get_role_display()} ({self.school})"

    @property
    def is_waiting(self):
        """Has nobody answered it yet?"""
        return self.state == self.State.ASKED
