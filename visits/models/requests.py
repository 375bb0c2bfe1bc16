"""What a school asks of the hub by itself: a visit."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from visits.models.visits import LONGEST_WORDS, Visit, person
from visits.querysets import OfVisitQuerySet


class VisitRequest(models.Model):
    """A school asks the hub for a visit. Answered by a visit, or with words; open till then."""

    SEE = "visits.see_request"

    school = models.ForeignKey("schools.School", models.CASCADE, related_name="visit_requests")
    words = models.TextField("what it is about", max_length=LONGEST_WORDS)
    asked_by = person(editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    visit = models.ForeignKey(
        Visit, models.SET_NULL, null=True, related_name="requests", editable=False
    )
    answer = models.CharField(max_length=500, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = person(editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "request for a visit"
        verbose_name_plural = "requests for visits"
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(answered_at__isnull=True),
                name="a_school_has_one_open_request",
            )
        ]

    def __str__(self):
        return f"request {self.pk}"
