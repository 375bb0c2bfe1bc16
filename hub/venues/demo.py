"""The demo's venues: a music centre a town, a hall, and lessons online."""

from django.apps import apps

from hub.platform.demo import demo_builder
from hub.venues.choices import VenueKind
from hub.venues.models import Room, Venue

_ROOMS = (("Hall", 60), ("Room 1", 12), ("Room 2", 12), ("Practice room", 4))


@demo_builder("venues", order=65)
def build(county):
    """Centres stand beside a large school of their town; each has rooms."""
    schools = apps.get_model("schools", "School").objects.open().filter(urn__gte=900_001)
    towns = {}
    for school in schools.exclude(easting=None).order_by("-pupils", "urn"):
        towns.setdefault(school.town, school)
    largest = sorted(towns.values(), key=lambda each: (-(each.pupils or 0), each.urn))[:10]
    centres = [
        Venue(
            name=f"{school.town} Music Centre",
            kind=VenueKind.CENTRE,
            street=school.street,
            town=school.town,
            postcode=school.postcode,
            easting=school.easting + 250,
            northing=school.northing + 150,
            access_words="Level entrance from the car park; hearing loop in the hall.",
        )
        for school in largest
    ]
    Venue.objects.bulk_create(centres)
    Room.objects.bulk_create(
        Room(venue=centre, name=name, holds=holds) for centre in centres for name, holds in _ROOMS
    )
    Venue.objects.create(name="Online", kind=VenueKind.ONLINE)
