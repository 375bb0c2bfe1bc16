"""What may be said of a stored file. Imports nothing of ours."""

from django.db.models import TextChoices


class Scan(TextChoices):
    """What the virus scanner says."""

    PENDING = "pending", "Waiting to be scanned"
    CLEAN = "clean", "Scanned, nothing found"
    BLOCKED = "blocked", "Blocked: the scanner found something"
    NOT_SCANNED = "not-scanned", "Not scanned"
