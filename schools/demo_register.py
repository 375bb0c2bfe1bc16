"""What the register leaves open in the demo: a new number, a merger, a missing school, settings.

These stand beside the schools that ``--schools`` counts.
"""

import datetime

from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import User
from hub.platform.demo import demo_builder
from hub.policy.demo import AUTHORITY
from hub.policy.models import LocalAuthority
from schools import types
from schools.choices import Phase, SchoolStatus, SettingKind
from schools.models import EstablishmentType, RegisterReading, School, SchoolLink, SchoolNote

#: Above every number that the demo gives to a school that stands.
FIRST_CLOSED = 990_001
SETTINGS = [
    ("Bramble Patch Nursery", SettingKind.NURSERY, 2, 5, "12 Mill Road", "WX1 4AB"),
    ("Aldwyn Valley Young Musicians", SettingKind.YOUTH_GROUP, 8, 18, "The Old Forge", "WX9 2CD"),
    ("Westshire Home Educators", SettingKind.HOME_EDUCATION, 5, 16, "", ""),
    ("Marcher Green Primary School", SettingKind.OUT_OF_COUNTY, 4, 11, "Chapel Street", "WY3 8EF"),
]
NOTES = [
    "The hall piano is tuned each September. Ask at the office for the key.",
    "Wants whole class ukulele from Year 4 next year; the new head plays the cello.",
]


@demo_builder("register", order=30)
def build(county):
    """Give the county a past, and something to decide."""
    noon = datetime.datetime.combine(county.as_of, datetime.time(12), tzinfo=datetime.UTC)
    schools = School.objects.filter(urn__lt=FIRST_CLOSED, urn__gte=900_001)
    _types(schools, noon)
    _read(schools, noon)
    known = county.places.get("school")
    others = schools.exclude(pk=known.pk if known else None).order_by("urn")
    academy = others.filter(type_name__istartswith="academy").first()
    if academy:
        _new_number(academy, noon)
    _merger(others.filter(phase=Phase.PRIMARY, high_age=11).first(), county)
    _settings()


def _types(schools, noon):
    """Those of the county count; one type that the register showed waits for a decision."""
    named = schools.order_by("type_name").values_list("type_name", "type_group").distinct()
    for name, group in [*named, ("Other independent school", "Independent schools")]:
        EstablishmentType.objects.create(
            name=name,
            group=group,
            counts=types.counts_by_default(name, group),
            first_seen_at=noon,
            decided_at=noon if schools.filter(type_name=name).exists() else None,
        )


def _read(schools, noon):
    """The last file of the register was whole, and did not hold the last of the schools."""
    earlier = noon - datetime.timedelta(days=60)
    schools.update(in_register_at=noon)
    missing = schools.filter(status=SchoolStatus.OPEN).order_by("-urn").first()
    School.objects.filter(pk=missing.pk).update(in_register_at=earlier)
    number = schools.open().count()
    authority = LocalAuthority.objects.get(code=AUTHORITY[0])
    for at, found in ((earlier, number), (noon, number - 1)):
        RegisterReading.objects.create(
            authority=authority,
            at=at,
            file_name=f"edubasealldata{at:%Y%m%d}.csv",
            rows=found,
            known=number,
            found=found,
            is_whole=True,
        )


def _new_number(academy, noon):
    """A school that became an academy, with what was written on its old number."""
    old = _closed(academy, academy.name, FIRST_CLOSED, noon.date())
    SchoolLink.objects.create(
        predecessor_urn=old.urn,
        successor_urn=academy.urn,
        predecessor_name=old.name,
        successor_name=academy.name,
        kind="Predecessor",
        established_on=old.closed_on + datetime.timedelta(days=1),
    )
    officer = User.objects.filter(email=f"officer@{DOMAIN}").first()
    for number, text in enumerate(NOTES):
        at = noon - datetime.timedelta(days=500 + 200 * number)
        SchoolNote.objects.create(school=old, text=text, by=officer, at=at)


def _merger(primary, county):
    """An infant and a junior school that became one primary school: somebody has to decide."""
    if primary is None:
        return
    for number, kind in enumerate(("Infant", "Junior"), 1):
        name = f"{primary.town} {kind} School"
        old = _closed(primary, name, FIRST_CLOSED + number, county.as_of)
        SchoolLink.objects.create(
            predecessor_urn=old.urn,
            successor_urn=primary.urn,
            predecessor_name=old.name,
            successor_name=primary.name,
            kind="Predecessor - merged",
            established_on=old.closed_on + datetime.timedelta(days=1),
        )


def _closed(successor, name, urn, as_of):
    """A school that closed a year before the county's day, where its successor stands."""
    return School.objects.create(
        urn=urn,
        name=name,
        status=SchoolStatus.CLOSED,
        closed_on=datetime.date(as_of.year - 1, 8, 31),
        phase=successor.phase,
        type_name="Community school",
        type_group="Local authority maintained schools",
        local_authority=successor.local_authority,
        district=successor.district,
        region=successor.region,
        street=successor.street,
        town=successor.town,
        postcode=successor.postcode,
    )


def _settings():
    """What no register holds."""
    for name, kind, low, high, street, postcode in SETTINGS:
        setting = School(
            name=name,
            setting_kind=kind,
            low_age=low,
            high_age=high,
            street=street,
            postcode=postcode,
        )
        setting.phase = setting.derived_phase
        setting.save()
