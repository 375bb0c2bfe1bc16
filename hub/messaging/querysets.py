"""Messages by name."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import Now

from hub.messaging.choices import Standing, Why
from hub.platform.background import WorkQuerySet
from hub.platform.choices import LIVE, WorkState

#: How long the text of a message with a code or a link stays readable in the portal.
SECRETS_KEPT = timedelta(hours=24)
#: States of what did not go.
UNSENT = (WorkState.FAILED, WorkState.GIVEN_UP)
_OVER = Q(last_error__in=[Why.TOO_LATE, Why.STOPPED, Why.READDRESSED])
_TRIED = Q(attempts__gt=F("attempts_before"))
#: Standing to the rows that stand so; the same as Message.standing says of one.
STANDINGS = {
    Standing.WAITING: Q(state=WorkState.QUEUED) & ~_TRIED,
    Standing.PUT_OFF: Q(state=WorkState.QUEUED) & _TRIED,
    Standing.RUNNING: Q(state=WorkState.RUNNING),
    Standing.SENT: Q(state=WorkState.DONE),
    Standing.FAILED: Q(state=WorkState.FAILED) & ~_OVER,
    Standing.GIVEN_UP: Q(state=WorkState.GIVEN_UP) & ~_OVER,
    Standing.OVER: Q(state__in=UNSENT) & _OVER,
}


class MessageQuerySet(WorkQuerySet):
    """E-mails that were sent or wait to be sent."""

    def visible_to(self, user):
        """The messages that this user may see."""
        return self.allowing("messaging.see_message", user)

    def standing(self, standing):
        """Those that stand so."""
        return self.filter(STANDINGS[standing])

    def dead_letters(self):
        """Those that did not go although somebody still waits for them."""
        return self.filter(STANDINGS[Standing.FAILED] | STANDINGS[Standing.GIVEN_UP])

    def written_within(self, span):
        """Those of the last hours or days, a timedelta."""
        return self.filter(created_at__gt=Now() - span)

    def counts(self):
        """{Standing: how many}, of every standing."""
        names = {each.name.lower(): each for each in Standing}
        found = self.order_by().aggregate(
            **{name: Count("pk", filter=STANDINGS[each]) for name, each in names.items()}
        )
        return {each: found[name] for name, each in names.items()}

    def older_than(self, message):
        """Those that were written before this one."""
        return self.filter(pk__lt=message.pk)

    def newer_than(self, message):
        """Those that were written after this one; the nearest first."""
        return self.filter(pk__gt=message.pk).order_by("pk")

    def to_blank(self):
        """Those with a code or a link that are over and whose text has stood here long enough."""
        return self.filter(
            is_secret=True, blanked_at=None, created_at__lt=Now() - SECRETS_KEPT
        ).exclude(state__in=LIVE)

    def too_late(self):
        """Those that wait although what they say holds no more, such as an old sign-in code."""
        return self.filter(state=WorkState.QUEUED, useless_after__lt=Now())
