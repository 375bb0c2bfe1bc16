"""Messages by name."""

from datetime import timedelta

from django.db.models.functions import Now

from hub.platform.background import WorkQuerySet
from hub.platform.choices import LIVE, WorkState

#: How long the text of a message with a code or a link stays readable in the portal.
SECRETS_KEPT = timedelta(hours=24)


class MessageQuerySet(WorkQuerySet):
    """E-mails that were sent or wait to be sent."""

    def visible_to(self, user):
        """The messages that this user may see."""
        return self.allowing("messaging.see_message", user)

    def to_blank(self):
        """Those with a code or a link that are over and whose text has stood here long enough."""
        return self.filter(
            is_secret=True, blanked_at=None, created_at__lt=Now() - SECRETS_KEPT
        ).exclude(state__in=LIVE)

    def too_late(self):
        """Those that wait although what they say holds no more, such as an old sign-in code."""
        return self.filter(state=WorkState.QUEUED, useless_after__lt=Now())
