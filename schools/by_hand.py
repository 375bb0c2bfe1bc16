"""Settings that staff add by hand: nurseries, youth groups, home education, schools elsewhere.

An import never touches what has no URN. One with a URN is adopted when a file of one of the hub's
own authorities brings that number (``schools.intake``), and left alone by files of others.
"""

from django.db import IntegrityError, transaction
from django.db.models import Func, Q, TextField, Value

from hub.trail.record import record
from schools.choices import HubFact
from schools.models import School

FIELDS = [
    "setting_kind",
    "name",
    "urn",
    "street",
    "locality",
    "town",
    "postcode",
    "phone",
    "website",
    "phase",
    "local_authority",
    "region",
    "low_age",
    "high_age",
    "easting",
    "northing",
]


class SettingRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def alike(*, name, postcode, other_than=None):
    """Schools and settings of the same name, accents and case aside, or at the same postcode."""
    same = Q(
        search_name=Func(Value(name), function="schools_search_text", output_field=TextField())
    )
    if postcode:
        same |= Q(postcode=postcode)
    found = School.objects.filter(same)
    return found.exclude(pk=other_than.pk) if other_than else found


@transaction.atomic
def add(*, by, **fields) -> School:
    """Add a setting; a ``phase`` of "" follows from its ages.

    Raises SettingRefused for a number that is known. What is ``alike`` is asked about before.
    """
    school = School()
    _fill(school, fields)
    _save(school)
    kind = school.get_setting_kind_display()
    record("added", school, by=by, changes={"name": (None, school.name), "kind": (None, kind)})
    return school


@transaction.atomic
def change(*, school, by, **fields) -> School:
    """Change what staff said of a setting. Raises SettingRefused once the register has it."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not school.is_made_by_hand:
        raise SettingRefused(f"The register has {school.name} now, and imports keep it up to date.")
    before = {name: getattr(school, name) for name in FIELDS}
    _fill(school, fields)
    _save(school)
    changes = {
        name: (before[name], getattr(school, name))
        for name in FIELDS
        if before[name] != getattr(school, name)
    }
    if changes:
        record("changed", school, by=by, changes=changes)
    return school


def _fill(school, fields):
    for name in FIELDS:
        setattr(school, name, fields[name])
    school.phase = fields["phase"] or school.derived_phase
    school.set_by_staff = sorted(
        fact
        for fact, given in (
            (HubFact.PHASE, fields["phase"]),
            (HubFact.POSITION, fields["easting"] is not None),
        )
        if given
    )


def _save(school):
    """Of two people who add the same number at once the second gets the sentence."""
    try:
        with transaction.atomic():
            school.save()
    except IntegrityError as error:
        if "urn" in str(error):
            raise SettingRefused(f"URN {school.urn} stands in the directory already.") from error
        raise
