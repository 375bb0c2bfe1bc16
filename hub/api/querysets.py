"""Personal tokens by name."""

from django.utils import timezone

from hub.permissions import RightsQuerySet


class AccessTokenQuerySet(RightsQuerySet):
    """Personal tokens."""

    def live(self):
        """Those that still open the door: not revoked, not past their last moment."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def visible_to(self, user):
        """A person's own tokens."""
        return self.allowing("api.see_token", user)
