"""How far an import is. Imports nothing of ours."""

from django.db.models import TextChoices


class Step(TextChoices):
    """What an import's work is about: first it is checked, then somebody says yes, or no."""

    CHECK = "check", "Checked"
    APPLY = "apply", "Taken in"
    CANCELLED = "cancelled", "Cancelled"
