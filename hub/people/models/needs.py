"""What a pupil needs. Class C4 (security.md): read behind a reveal that stands on the trail."""

from django.db import models
from django.utils import timezone

from hub.people.models.pupils import Pupil, person
from hub.people.querysets import NeedsQuerySet

LONGEST_NOTE = 1000


class Needs(models.Model):
    """Asked once, for all lessons and groups. An empty answer is one: ``answered_at`` says so.

    Without it nobody has been asked for more than the plan, which the learner's age asks for.
    ``has_ehcp``: an Education, Health and Care Plan, with which somebody learns to 25.
    """

    SEE = "people.see_needs"
    FIELDS = ("access", "medical", "emergency_name", "emergency_phone", "has_ehcp")

    pupil = models.OneToOneField(Pupil, models.CASCADE, related_name="needs")
    access = models.TextField("what helps them to learn", max_length=LONGEST_NOTE, blank=True)
    medical = models.TextField(
        "health and allergies that a tutor should know of", max_length=LONGEST_NOTE, blank=True
    )
    emergency_name = models.CharField("whom to phone in an emergency", max_length=150, blank=True)
    emergency_phone = models.CharField("their phone number", max_length=30, blank=True)
    has_ehcp = models.BooleanField("has an Education, Health and Care Plan (EHCP)", default=False)
    answered_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    answered_by = person(editable=False)

    objects = NeedsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "needs"

    def __str__(self):
        return f"Needs of {self.pupil.reference}"
