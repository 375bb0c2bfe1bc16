"""Imports by name."""

from datetime import timedelta

from django.db.models.functions import Now

from hub.imports.choices import Step
from hub.platform.background import WorkQuerySet
from hub.platform.choices import LIVE, WorkState

#: What was checked and then forgotten is no longer what the data would make of it today.
STALE = timedelta(days=14)


class ImportQuerySet(WorkQuerySet):
    """Tables that somebody brought along."""

    def visible_to(self, user):
        """The imports that this user may see."""
        return self.allowing("imports.see_import", user)

    def live(self):
        """Those that a worker has, or will have."""
        return self.filter(state__in=LIVE)

    def waiting_for_an_answer(self):
        """Checked ones that nobody has taken in or cancelled."""
        return self.filter(step=Step.CHECK, state=WorkState.DONE)

    def failed(self):
        """Those that could not be checked or taken in."""
        return self.filter(state__in=[WorkState.FAILED, WorkState.GIVEN_UP])

    def stale(self):
        """Those whose answer nobody has given for two weeks."""
        return self.waiting_for_an_answer().filter(checked_at__lt=Now() - STALE)

    def standing(self, state):
        """Those that stand in a state of the history's filter (hub/imports/forms.py)."""
        return {
            "live": self.live(),
            "ready": self.waiting_for_an_answer(),
            "applied": self.filter(step=Step.APPLY, state=WorkState.DONE),
            "cancelled": self.filter(step=Step.CANCELLED),
            "failed": self.failed(),
        }[state]
