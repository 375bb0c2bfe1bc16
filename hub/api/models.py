"""Personal tokens, and the counts that throttles keep."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.api.choices import Scope
from hub.api.querysets import AccessTokenQuerySet


class AccessToken(models.Model):
    """A key to the API in a person's own name. Only its hash is kept; revoked, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12, editable=False)
    digest = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="a_token_ends_after_it_was_made",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_live(self):
        """Does it still open the door?"""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def ended_or_ends_at(self):
        """When it was revoked, else its last moment."""
        return self.revoked_at or self.expires_at

    @property
    def writes(self):
        """May it change anything?"""
        return self.scope == Scope.WRITE


class Tally(models.Model):
    """How often somebody has called in the current window of time: one row a caller.

    In PostgreSQL and counted in one statement, so that limits hold with Redis gone and against
    callers who ask many times at once; the database cache can only read, add and write back.
    """

    key = models.CharField(max_length=80, primary_key=True)
    window = models.BigIntegerField()
    calls = models.PositiveIntegerField()

    def __str__(self):
        return self.key
