"""States of background work. Imports nothing of ours."""

from django.db.models import TextChoices


class WorkState(TextChoices):
    """What has become of a row of background work (architecture.md 6)."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "In progress"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    GIVEN_UP = "given_up", "Given up"


#: Not over yet.
LIVE = (WorkState.QUEUED, WorkState.RUNNING)
