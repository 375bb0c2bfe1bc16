"""What the portal does by itself about schools: weigh facts anew, end requests that ran out."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from schools import claims
from schools.facts import weighing


@sweep("schools.facts", every=timedelta(minutes=5))
def weigh_facts():
    """Years whose rule "facts-first" is another than that by which they were weighed."""
    years = weighing.years_to_weigh()
    for year in years:
        weighing.weigh_year(year)
    return f"{len(years)} years weighed"


@sweep("requests-that-ran-out", every=timedelta(hours=1))
def end_requests_that_ran_out():
    """End requests to join a school that nobody has answered in the time that the hub gives."""
    count = claims.lapse_those_that_ran_out()
    return f"{count} request{'' if count == 1 else 's'} to join a school ended."
