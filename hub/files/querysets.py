"""Stored files by name."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from hub.files.choices import Scan
from hub.platform.background import WorkQuerySet
from hub.platform.choices import WorkState

#: How long a file that the scanner blocked is kept, for whoever looks into it.
QUARANTINE = timedelta(days=7)


class StoredFileQuerySet(WorkQuerySet):
    """Uploads, and what became of them."""

    def visible_to(self, user):
        """The files that this user may download."""
        return self.allowing("files.open_file", user)

    def kept(self):
        """Those whose content is still there."""
        return self.filter(~Q(file=""))

    def from_before_the_scanner(self):
        """Those that were kept unscanned because no scanner was set up."""
        return self.kept().filter(scan=Scan.NOT_SCANNED, state=WorkState.DONE)

    def past_quarantine(self):
        """Blocked ones that were kept long enough."""
        return self.kept().filter(scan=Scan.BLOCKED, created_at__lt=Now() - QUARANTINE)

    def past(self, purpose):
        """Those of a purpose that were kept for all of its days."""
        if purpose.days is None:
            return self.none()
        horizon = Now() - timedelta(days=purpose.days)
        return self.kept().filter(purpose=purpose.key, created_at__lt=horizon)
