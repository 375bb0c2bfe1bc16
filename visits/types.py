"""The types of visits that a hub begins with; it renames them and adds others."""

from visits.models import VisitType

#: key, name, counts towards the cycle, minutes. Source: sector practice (b8).
_STARTING = (
    ("cycle", "Engagement visit", True, 90),
    ("follow-up", "Follow-up visit", True, 60),
    ("support", "Support in school", False, 120),
    ("event", "Event or performance", False, 60),
    ("online", "Online meeting", False, 45),
)
CYCLE, FOLLOW_UP = "cycle", "follow-up"


def make_types():
    """Make those that are missing, after migration; what the hub has changed stays."""
    for position, (key, name, counts, minutes) in enumerate(_STARTING, 1):
        VisitType.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "counts": counts,
                "minutes": minutes,
                "position": position * 10,
            },
        )
