"""The private address under which a person's calendar can be fetched without signing in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.querysets import FeedAddressQuerySet


class FeedAddress(models.Model):
    """A secret address of one person's feed. Only its hash is kept; stopped, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    digest = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FeedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "calendar feed"
        verbose_name_plural = "calendar feeds"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(stopped_at__isnull=True),
                name="one_live_feed_for_each_person",
            ),
        ]

    def __str__(self):
        return f"made on {timezone.localtime(self.made_at):%-d %B %Y}"
