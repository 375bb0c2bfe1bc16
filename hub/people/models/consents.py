"""Consents: each given apart, by whom and when, and taken back at will."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.people.choices import ConsentKind
from hub.people.models.pupils import Pupil, person
from hub.people.querysets import ConsentQuerySet


class Consent(models.Model):
    """One thing agreed to for one pupil. The live one is not taken back; the others are history."""

    SEE = "people.see_consent"

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=11, choices=ConsentKind.choices)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    given_by = person(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = person(editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind"],
                condition=Q(revoked_at=None),
                name="a_consent_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("given_at")),
                name="a_consent_is_taken_back_after_it_is_given",
            ),
        ]
        indexes = [models.Index(fields=["-given_at", "-id"], name="consents_newest_first")]

    def __str__(self):
        return self.get_kind_display()
