"""What a personal token may do, and for how long. Imports nothing of ours."""

from django.db.models import IntegerChoices, TextChoices


class Scope(TextChoices):
    """A token never does more than its owner may; it can be bound to reading."""

    READ = "read", "Read only"
    WRITE = "write", "Read and write"


class Lifetime(IntegerChoices):
    """Days that a token lives. None lives longer than a year."""

    MONTH = 30, "30 days"
    QUARTER = 90, "90 days"
    YEAR = 365, "A year"
