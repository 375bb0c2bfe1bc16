"""What of visits goes along when a region of the hub goes into another one."""

from schools.region_merging import merges
from visits.regional import merging


@merges(in_use=merging.is_in_use)
def plans_and_targets(region, into, *, by):
    """Plans go on under the other region; where it has one of that year, both become one."""
    merging.merge(region=region, into=into, by=by)
