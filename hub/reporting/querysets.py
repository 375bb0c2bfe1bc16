"""Report runs and their parts, by name."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
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

    def due(self):
        """Those that wait for a worker: to be begun or, with all parts there, put together.

        So the claim of a run that is due is what lets its assembly happen once.
        """
        return super().due().filter(~Exists(_parts().unfinished().filter(run=OuterRef("pk"))))

    def stopped(self):
        """Those whose parts wait for a worker while none is at work on any of them."""
        waiting = _parts().due().order_by().filter(run=OuterRef("pk"))
        running = _parts().filter(run=OuterRef("pk"), state=WorkState.RUNNING)
        return self.filter(Exists(waiting), ~Exists(running), state=WorkState.QUEUED)

    def cancelled(self):
        """Those that their person gave up."""
        return self.filter(state=WorkState.GIVEN_UP, last_error=self.model.CANCELLED)

    def expired(self):
        """Those whose file has been kept long enough."""
        return self.filter(state=WorkState.DONE, expires_at__lte=timezone.now()).filter(~Q(file=""))


class ReportPartQuerySet(WorkQuerySet):
    """Parts of large reports."""

    def visible_to(self, user):
        """The parts of the runs that this user may know of."""
        runs = apps.get_model("reporting", "ReportRun").objects.visible_to(user)
        return self.filter(run__in=runs)

    def unfinished(self):
        """Those that are not made yet."""
        return self.exclude(state=WorkState.DONE)

    def due(self):
        """Those that wait for a worker, of runs that are neither cancelled nor failed."""
        # By subquery: with a join the claim would lock the run as well, and with it every part.
        runs = apps.get_model("reporting", "ReportRun").objects.filter(state=WorkState.QUEUED)
        return super().due().filter(run__in=runs).order_by("next_attempt_at", "index")


def _parts():
    return apps.get_model("reporting", "ReportPart").objects.all()
