"""The demo's schools: Westshire, with all phases, trusts, districts, regions, tiny rural schools.

A place at a time, in the order in which people would think of them: the first town's secondary
school, its primaries, then villages. A larger county has more villages and more of each in town.
"""

import datetime
import itertools

from hub.platform.demo import demo_builder
from hub.policy.demo import AUTHORITY
from hub.policy.models import LocalAuthority
from schools import (  # noqa: F401  (register theirs)
    demo_audits,
    demo_confidence,
    demo_facts,
    demo_people,
    demo_plans,
    demo_register,
    demo_signals,
    demo_summaries,
)
from schools import demo_places as places
from schools.choices import Phase, SchoolStatus
from schools.demo_names import kinds, names_of_villages
from schools.models import District, Region, School, Trust

#: The register has given no number above 200000 to a school in England.
FIRST_URN = 900_001
CORNER = (352_000, 208_000)  # of the county, in metres on the national grid
BATCH = 1000


@demo_builder("schools", order=10)
def build(county):
    """Make districts, regions, trusts and schools, and say where the demo's people work."""
    chance = county.chance("schools")
    authority = LocalAuthority.objects.get(code=AUTHORITY[0])
    districts = {
        key: District.objects.create(code=code, name=name)
        for key, (code, name) in places.DISTRICTS.items()
    }
    regions = {
        key: region
        for name, keys in places.REGIONS.items()
        for region in [Region.objects.create(name=name)]
        for key in keys
    }
    trusts = [Trust.objects.create(code=code, name=name) for code, name in places.TRUSTS]
    made = [
        _school(number, kind, place, chance, county.as_of)
        for number, (kind, place) in enumerate(
            itertools.islice(_kinds_in_places(chance), county.schools)
        )
    ]
    for school in made:
        school.local_authority = authority
        school.district, school.region = districts[school.place[1]], regions[school.place[1]]
        school.trust = trusts[school.kind.trust] if school.kind.trust is not None else None
    _close_one_soon(made)
    School.objects.bulk_create(made, batch_size=BATCH)
    school = next(each for each in made if each.phase == Phase.PRIMARY and each.high_age == 11)
    county.places = {"school": school, "trust": trusts[0], "region": school.region}


def _kinds_in_places(chance):
    """Endless (kind, place): for every town school three in villages."""
    town_schools = kinds(chance)
    villages = names_of_villages(chance)
    while True:
        for _ in range(2):
            yield next(town_schools)
        yield next(villages)
        yield next(villages)


def _school(number, kind, place, chance, as_of):
    name, _, east, north, postcode_district = place
    pupils = max(kind.least, round(chance.triangular(kind.least, kind.most, kind.usual)))
    opened = datetime.date(chance.randint(1958, 2016), 9, 1)
    inward = f"{chance.randint(1, 9)}{''.join(chance.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    school = School(
        urn=FIRST_URN + number,
        name=kind.name,
        phase=kind.phase,
        register_phase=kind.register_phase,
        type_name=kind.type_name,
        type_group=kind.type_group,
        establishment_number=str(kind.numbered + number % 900),
        low_age=kind.low_age,
        high_age=kind.high_age,
        pupils=pupils,
        fsm_percent=round(min(68, max(1.5, chance.gauss(kind.fsm, 9))), 1),
        opened_on=opened,
        street=chance.choice(places.STREETS),
        town=name,
        postcode=f"WX{postcode_district} {inward}",
        phone=f"01632 960{number % 1000:03d}",
        website=f"https://www.{_host(kind.name)}.westshire.example",
        easting=CORNER[0] + east * 1000 + chance.randint(-900, 900),
        northing=CORNER[1] + north * 1000 + chance.randint(-900, 900),
        register_changed_on=as_of - datetime.timedelta(days=chance.randint(20, 700)),
    )
    school.kind, school.place = kind, place
    return school


def _host(name):
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words)[:60].strip("-")


def _close_one_soon(schools):
    """The smallest village school is proposed to close, as somewhere one always is."""
    primaries = [each for each in schools if each.phase == Phase.PRIMARY]
    smallest = min(primaries[1:], key=lambda each: (each.pupils, each.urn))
    smallest.status = SchoolStatus.CLOSING
