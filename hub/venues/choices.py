"""Kinds of venues."""

from django.db.models import TextChoices


class VenueKind(TextChoices):
    """Where something takes place."""

    SCHOOL = "school", "School"
    CENTRE = "centre", "Music centre"
    OTHER = "other", "Hall, church or other place"
    ONLINE = "online", "Online"
