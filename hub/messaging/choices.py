"""Why a message was not sent, where no error of a mail server says it. Imports nothing of ours."""

from django.db.models import TextChoices


class Why(TextChoices):
    """What stands in ``last_error`` beside names of errors (hub/messaging/reasons.py)."""

    TOO_LATE = "TooLate", "Too late"
    WORKER_LOST = "WorkerLost", "The worker was lost"
    STOPPED = "Stopped", "Stopped by staff"
    READDRESSED = "Readdressed", "Sent to another address"


class Standing(TextChoices):
    """How a message stands, in the words of the staff's page and its filter."""

    WAITING = "waiting", "Waiting"
    PUT_OFF = "put-off", "Put off"
    RUNNING = "running", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    GIVEN_UP = "given-up", "Given up"
    OVER = "over", "No longer to be sent"
