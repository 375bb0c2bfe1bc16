"""Report runs by name."""

from django.db.models import Q
from django.utils import timezone

from hub.platform.background import WorkQuerySet
from hub.platform.choices import LIVE, WorkState


class ReportRunQuerySet(WorkQuerySet):
    """Reports that were asked for."""

    def visible_to(self, user):
        """The runs that this user may know of."""
        return self.allowing("reporting.see_run", user)

    def live(self):
        """Those that are not over yet."""
        return self.filter(state__in=LIVE)

    def expired(self):
        """Those whose file has been kept long enough."""
        return self.filter(state=WorkState.DONE, expires_at__lte=timezone.now()).filter(~Q(file=""))
