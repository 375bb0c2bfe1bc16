"""What the portal does by itself about applications of schools. By tuition/sweeps.py."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from tuition.at_school import applying


@sweep("tuition.school-applications", every=timedelta(hours=1))
def forget_late():
    """Take back what no carer completed in time, with what was written of the pupil."""
    return f"{applying.forget_late()} applications of schools were over"
