"""Forms that were being filled in when a session ran out."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from hub.accounts.models import User
from hub.permissions import RightsQuerySet


class KeptFormQuerySet(RightsQuerySet):
    """Kept forms by name."""

    def visible_to(self, user):
        """What was typed by this user: nobody else ever sees it."""
        return self.allowing("front.see_kept_form", user)

    def fresh(self):
        """Those that are still given back."""
        return self.filter(kept_at__gt=timezone.now() - KeptForm.FOR)

    def stale(self):
        """Those whose time is over."""
        return self.filter(kept_at__lte=timezone.now() - KeptForm.FOR)


class KeptForm(models.Model):
    """What one person had typed into one page. Given back once, to that person, within the hour.

    The session of the browser knows the row's id; person and path must fit as well.
    """

    FOR = timedelta(hours=1)
    MAX_LENGTH = 100_000

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.CharField(max_length=2000)
    data = models.TextField(max_length=MAX_LENGTH)
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptFormQuerySet.as_manager()

    def __str__(self):
        return f"Kept form {self.pk}"
