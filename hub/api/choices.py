"""What a personal token may do. Imports nothing of ours."""

from django.db.models import TextChoices


class Scope(TextChoices):
    """A token never does more than its owner may; it can be bound to reading."""

    READ = "read", "Read only"
    WRITE = "write", "Read and write"
