"""What the portal does by itself about places: forget boundaries that nobody put in force."""

from datetime import timedelta

from hub.geography import boundaries
from hub.platform.sweeps import sweep


@sweep("geography.boundaries", every=timedelta(hours=1))
def forget_boundaries():
    """Delete what somebody sent to look at and left."""
    return f"{boundaries.forget_left()} deleted"
