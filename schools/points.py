"""Schools have a postcode and a place, so they tell about where a postcode is."""

from hub.geography.points import points
from schools.models import School


@points("schools")
def schools():
    """Every school with a place, closed ones too: their ground is still where it was."""
    return School.objects.filter(easting__isnull=False)
