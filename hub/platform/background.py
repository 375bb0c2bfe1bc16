"""Background work is a row with a state: the fields and the claim that all such rows share.

A task gets an id, claims the row and leaves a mark; a sweep finds what no task reached
(architecture.md 3.2). Only the database's clock decides what is due, because the machines that
write and the machines that work need not agree on the time.
"""

from datetime import timedelta

from django.db import connection, models
from django.db.models import Min, Q
from django.db.models.functions import Now

from hub.permissions import RightsQuerySet
from hub.platform.choices import WorkState


class WorkQuerySet(RightsQuerySet):
    """Rows of background work."""

    def due(self):
        """Those that wait for a worker now, the longest waiting first.

        Thousands written at one moment are not told apart: a second key would have all of them
        sorted for each that is taken.
        """
        return self.filter(state=WorkState.QUEUED, next_attempt_at__lte=Now()).order_by(
            "next_attempt_at"
        )

    def claim(self, pk):
        """Take a due row for oneself and return it, running; None when there is nothing to take.

        Nothing to take: it is done, put off, or somebody else is at it.
        """
        return self._take(self.due().filter(pk=pk))

    def claim_next(self):
        """Take the row that has waited longest; None when none is due."""
        return self._take(self.due())

    def _take(self, rows):
        """The first of these rows, marked as running in the statement that finds it.

        One statement instead of two in a transaction: this is asked for every message of a run.
        """
        quote = connection.ops.quote_name
        table, key = quote(self.model._meta.db_table), quote(self.model._meta.pk.column)
        found, parameters = rows.values("pk")[:1].query.sql_with_params()
        taken = self.model._base_manager.raw(
            f"""
            WITH found AS MATERIALIZED ({found} FOR UPDATE SKIP LOCKED)
            UPDATE {table}
            SET state = %s, running_since = STATEMENT_TIMESTAMP(), attempts = attempts + 1
            FROM found WHERE {table}.{key} = found.pk
            RETURNING {table}.*
            """,  # noqa: S608  (both names are our own)
            [*parameters, WorkState.RUNNING],
        )
        return next(iter(taken), None)

    def lost(self, *, after):
        """Those whose worker died: running for longer than ``after``, a timedelta."""
        return self.filter(state=WorkState.RUNNING, running_since__lt=Now() - after)

    def requeue_lost(self, *, after, tries):
        """Put lost rows back to the queue, or give up those tried ``tries`` times.

        ``tries`` may be an expression. Returns (put back, given up).
        """
        lost = self.lost(after=after)
        over = lost.filter(attempts__gte=tries).update(
            state=WorkState.GIVEN_UP, running_since=None, last_error="WorkerLost"
        )
        back = lost.update(
            state=WorkState.QUEUED,
            running_since=None,
            next_attempt_at=Now(),
            last_error="WorkerLost",
        )
        return back, over

    def oldest_waiting(self):
        """Since when the longest-waiting due row waits for a worker; None when none does."""
        return self.due().order_by().aggregate(since=Min("next_attempt_at"))["since"]


class Work(models.Model):
    """The fields of a row of background work."""

    state = models.CharField(
        max_length=8, choices=WorkState.choices, default=WorkState.QUEUED, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    next_attempt_at = models.DateTimeField(db_default=Now(), editable=False)
    running_since = models.DateTimeField(null=True, editable=False)
    # The class of the error alone: its text may hold an address or a name.
    last_error = models.CharField(max_length=100, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state=WorkState.RUNNING, running_since__isnull=False)
                | (~Q(state=WorkState.RUNNING) & Q(running_since__isnull=True)),
                name="%(class)s_runs_since_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state=WorkState.QUEUED),
                name="%(class)s_due",
            ),
            models.Index(
                fields=["running_since"],
                condition=Q(state=WorkState.RUNNING),
                name="%(class)s_running",
            ),
        ]

    def leave(self, state, **fields):
        """End this claim with a state; False when the claim had been taken over by another.

        The number of the attempt is the token: who was thought dead and comes back late finds
        that the row has moved on, and changes nothing.
        """
        mine = type(self)._base_manager.filter(
            pk=self.pk, state=WorkState.RUNNING, attempts=self.attempts
        )
        fields |= {"state": state, "running_since": None}
        if not mine.update(**fields):
            return False
        for name, value in fields.items():
            if not hasattr(value, "resolve_expression"):  # a time of the database's own clock
                setattr(self, name, value)
        return True

    def put_off(self, error, *, tries, before=0, **fields):
        """Back to the queue after an error that may pass: 1, 2, 4 … minutes later, up to 4 hours.

        After ``tries`` attempts it is given up, for staff to see. ``before``: attempts that count
        no more, because staff have begun anew. ``fields``: what else to write down.
        """
        fields = {"last_error": type(error).__name__} | fields
        tried = self.attempts - before
        if tried >= tries:
            return self.leave(WorkState.GIVEN_UP, **fields)
        wait = timedelta(minutes=min(2 ** (tried - 1), 240))
        return self.leave(WorkState.QUEUED, next_attempt_at=Now() + wait, **fields)
