"""What the school directory does by itself."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from schools import claims


@sweep("requests-that-ran-out", every=timedelta(hours=1))
def end_requests_that_ran_out():
    """End requests to join a school that nobody has answered in the time that the hub gives."""
    count = claims.lapse_those_that_ran_out()
    return f"{count} request{'' if count == 1 else 's'} to join a school ended."
