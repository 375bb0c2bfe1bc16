"""What the portal forgets by itself about who wanted to hear. By tuition/sweeps.py."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from tuition.finding.interests import forget_old


@sweep("tuition.interests", every=timedelta(hours=6))
def forget_interests():
    """Delete interests that were never proven within a week, and those a year old."""
    return f"{forget_old()} interests forgotten"
