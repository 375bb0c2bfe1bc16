"""What the portal does by itself about lessons and groups."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from tuition.after import clocking
from tuition.at_school import sweeps as at_school  # noqa: F401  (registers its own)
from tuition.booking import sweeps as of_booking  # noqa: F401  (registers its own)
from tuition.finding import sweeps as of_finding  # noqa: F401  (registers its own)


@sweep("tuition.continue", every=timedelta(minutes=5))
def work_on_rounds():
    """Ask, remind and roll over in rounds of "continue next year?"."""
    number = clocking.work_on_rounds()
    return f"{number} round{'' if number == 1 else 's'} worked on"


@sweep("tuition.over", every=timedelta(hours=6))
def end_with_provision():
    """End places of which the lessons or group is over."""
    number = clocking.end_with_provision()
    return f"{number} place{'' if number == 1 else 's'} ended with the year"
