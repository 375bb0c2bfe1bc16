"""The demo's price table, its tutors, and what is taught where in this year and the last."""

import datetime
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import RoleGrant, User
from hub.calendar.choices import Weekday, YearGroup
from hub.calendar.years import AcademicYear
from hub.music.choices import Level
from hub.music.models import Instrument
from hub.people.models import Pupil
from hub.places.models import new_reference
from hub.venues.choices import VenueKind
from hub.venues.models import Venue
from schools.models import School
from tuition.choices import Kind, Payer, ProvisionState
from tuition.models import Price, Provision

BATCH = 1000
#: (kind, minutes, size, pounds a lesson) of this year; the year before was 4 % less.
_PRICES = [
    (Kind.INDIVIDUAL, 20, None, "13.40"),
    (Kind.INDIVIDUAL, 30, None, "19.50"),
    (Kind.INDIVIDUAL, 40, None, "25.60"),
    (Kind.PAIR, 30, None, "10.80"),
    (Kind.SMALL_GROUP, 30, None, "7.40"),
    (Kind.SMALL_GROUP, 30, 3, "8.10"),
    (Kind.LARGE_GROUP, 45, None, "4.60"),
    (Kind.ONLINE, 30, None, "18.50"),
    (Kind.WEBCAM, 30, None, "6.90"),
    (Kind.ADULT, 30, None, "23.00"),
    (Kind.VIRTUAL, 30, None, "3.50"),
]
_POPULAR = {
    "violin": 20, "guitar": 18, "piano": 14, "flute": 8, "clarinet": 8, "trumpet": 8, "voice": 8,
    "cello": 7, "drum-kit": 7, "ukulele": 6, "keyboard": 6, "saxophone": 5, "viola": 3,
    "trombone": 3, "recorder": 3, "oboe": 1, "bassoon": 1, "french-horn": 1,
}  # fmt: skip
_TUTORS = [
    "Anna Petrie",
    "Ben Castle",
    "Carys Howell",
    "Dominic Achebe",
    "Edie Lang",
    "Farah Nasser",
    "Glyn Parry",
    "Hiroko Sato",
    "Ivan Marsh",
    "Josie Blackwood",
    "Karl Winter",
    "Lucia Ortega",
    "Mo Farouk",
    "Nell Draper",
    "Oisin Keane",
    "Petra Vos",
    "Quentin Shaw",
    "Rhian Jenkins",
    "Stella Amadi",
    "Tim Ockley",
]
_DAY_TIMES = [datetime.time(9), datetime.time(11), datetime.time(13, 15), datetime.time(14, 30)]


def make_prices(as_of):
    """This year's prices and those of the year before and after."""
    year = AcademicYear.of(as_of)
    Price.objects.bulk_create(
        Price(
            year=AcademicYear(year + offset),
            kind=kind,
            minutes=minutes,
            group_size=size,
            payer=Payer.FAMILY,
            per_lesson=round(Decimal(pounds) * (1 + Decimal(offset) * Decimal("0.04")), 1),
        )
        for offset in (-1, 0, 1)
        for kind, minutes, size, pounds in _PRICES
    )


def make_provision(county, chance):
    """[Provision] of this year, saved; some of them follow one of last year, which has ended."""
    year = AcademicYear.of(county.as_of)
    tutors = _tutors(county)
    instruments = {each.key: each for each in Instrument.objects.offered()}
    keys = [key for key in _POPULAR if key in instruments]
    weights = [_POPULAR[key] for key in keys]
    pupils = Pupil.objects.filter(school__isnull=False).values_list("school", flat=True)
    with_learners = set(pupils)
    schools = list(School.objects.filter(pk__in=with_learners).order_by("urn"))
    venues = _school_venues(schools)
    made = []

    def pick():
        return instruments[chance.choices(keys, weights)[0]]

    for school in schools:
        for _ in range(chance.choices((1, 2, 3, 4), (15, 40, 30, 15))[0]):
            made.append(_at_school(venues[school.pk], school, pick(), year, chance))
    for centre in Venue.objects.filter(kind=VenueKind.CENTRE).order_by("pk"):
        made += [_at_centre(centre, pick(), year, chance) for _ in range(8)]
    online = Venue.objects.filter(kind=VenueKind.ONLINE).first()
    if online:
        made += [_online(online, instruments[key], year) for key in keys]
    for number, provision in enumerate(made):
        provision.reference = new_reference()
        provision.tutor = tutors[number % len(tutors)]
    last = [_of_last_year(each) for each in made if chance.random() < 0.5]
    Provision.objects.bulk_create(last, batch_size=BATCH)
    for before in last:
        before.goes_on_as.follows = before
    Provision.objects.bulk_create(made, batch_size=BATCH)
    return made


def _tutors(county):
    """The demo's tutor first, then colleagues, who sign in nowhere."""
    number = max(6, min(200, county.schools // 6))
    password = make_password(None)
    users = [
        User(
            email=f"tutor{count + 2}@{DOMAIN}",
            name=_TUTORS[count % len(_TUTORS)],
            password=password,
        )
        for count in range(number)
    ]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=Role.TUTOR, starts_on=county.as_of) for user in users
    )
    own = User.objects.filter(email=f"tutor@{DOMAIN}").first()
    return [own, *users] if own else users


def _school_venues(schools):
    """{school: its venue}."""
    standing = {each.school_id: each for each in Venue.objects.filter(school__in=schools)}
    new = [
        Venue(
            name=school.name,
            kind=VenueKind.SCHOOL,
            school=school,
            street=school.street,
            town=school.town,
            postcode=school.postcode,
            easting=school.easting,
            northing=school.northing,
        )
        for school in schools
        if school.pk not in standing
    ]
    Venue.objects.bulk_create(new, batch_size=BATCH)
    return standing | {each.school_id: each for each in new}


def _at_school(venue, school, instrument, year, chance):
    low, high = max(0, school.low_age - 4), max(0, min(14, school.high_age - 5))
    first = min(max(low, 2), high)
    base = {"from_year_group": first, "to_year_group": high, "only_own_pupils": True}
    if instrument.individual_only or chance.random() < 0.45:
        minutes = chance.choices((20, 30, 40), (50, 42, 8))[0]
        return _new(venue, instrument, year, Kind.INDIVIDUAL, minutes, chance.randint(3, 8), **base)
    kind, size = chance.choice([(Kind.SMALL_GROUP, 4), (Kind.SMALL_GROUP, 3), (Kind.PAIR, 2)])
    return _new(
        venue,
        instrument,
        year,
        kind,
        30,
        size,
        weekday=chance.randrange(Weekday.SATURDAY),
        starts_at=chance.choice(_DAY_TIMES),
        **base,
    )


def _at_centre(venue, instrument, year, chance):
    if chance.random() < 0.25:
        return _new(
            venue, instrument, year, Kind.ADULT, 30, chance.randint(2, 6), is_for_adults=True
        )
    kind, size = chance.choice([(Kind.SMALL_GROUP, 4), (Kind.LARGE_GROUP, 12)])
    if instrument.individual_only:
        kind, size = Kind.PAIR, 2
    return _new(
        venue,
        instrument,
        year,
        kind,
        45 if kind == Kind.LARGE_GROUP else 30,
        size,
        weekday=chance.choice([Weekday.SATURDAY, Weekday.TUESDAY, Weekday.THURSDAY]),
        starts_at=chance.choice([datetime.time(9, 30), datetime.time(10, 30), datetime.time(17)]),
        from_year_group=YearGroup.YEAR_2,
        to_year_group=YearGroup.YEAR_13,
        is_adapted=bool(instrument.adaptations),
    )


def _online(venue, instrument, year):
    return _new(
        venue,
        instrument,
        year,
        Kind.ONLINE,
        30,
        10,
        from_year_group=YearGroup.YEAR_3,
        to_year_group=YearGroup.YEAR_13,
        is_for_adults=True,
    )


def _new(venue, instrument, year, kind, minutes, capacity, **more):
    return Provision(
        year=year,
        kind=kind,
        minutes=minutes,
        instrument=instrument,
        venue=venue,
        capacity=capacity,
        level_from=Level.BEGINNER,
        level_to=Level.GRADE_3 if kind == Kind.LARGE_GROUP else None,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        state=ProvisionState.PUBLISHED,
        **more,
    )


def _of_last_year(provision):
    """The same a year before; ``goes_on_as`` is this year's."""
    year = AcademicYear(provision.year).previous
    copied = {
        field.attname: getattr(provision, field.attname)
        for field in provision._meta.concrete_fields
        if not field.primary_key and field.name != "reference"
    }
    copied |= {"year": year, "starts_on": year.starts_on, "ends_on": year.ends_on}
    copied["state"] = ProvisionState.STOPPED
    before = Provision(reference=new_reference(), **copied)
    before.goes_on_as = provision
    return before
