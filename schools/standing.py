"""Whether a school stands open: staff close it, open it again, or keep it although it is missing.

An import does the first two by what the register says (``schools.imports``); nothing else does.
"""

from django.db import transaction
from django.utils import timezone

from hub.trail.record import record
from schools.carrying import carry
from schools.choices import SchoolStatus
from schools.models import School


class StandingRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def close(*, school, on, reason, by) -> School:
    """Close a school by hand from a day on; its record stays to be read.

    Where one school goes on with its history, its people are carried along.
    """
    school = _locked(school)
    if school.status == SchoolStatus.CLOSED:
        raise StandingRefused(f"{school.name} is closed already.")
    before = school.get_status_display()
    school.status, school.closed_on = SchoolStatus.CLOSED, on
    school.save(update_fields=["status", "closed_on"])
    changes = {"status": (before, school.get_status_display()), "closed_on": (None, on)}
    record("closed", school, by=by, changes=changes, reason=reason)
    carry(by=by, schools=[school])
    return school


@transaction.atomic
def reopen(*, school, reason, by) -> School:
    """Open a closed school again. The next import closes it anew if the register says so."""
    school = _locked(school)
    if school.status != SchoolStatus.CLOSED:
        raise StandingRefused(f"{school.name} is not closed.")
    before = school.closed_on
    school.status, school.closed_on = SchoolStatus.OPEN, None
    school.save(update_fields=["status", "closed_on"])
    changes: dict = {"status": (SchoolStatus.CLOSED.label, SchoolStatus.OPEN.label)}
    if before:
        changes["closed_on"] = (before, None)
    record("reopened", school, by=by, changes=changes, reason=reason)
    return school


@transaction.atomic
def keep(*, school, reason, by) -> School:
    """Say that a school that is missing from the register was looked at and stays open.

    It is listed again when the next whole file does not hold it either.
    """
    school = _locked(school)
    if not School.objects.missing_to_look_at().filter(pk=school.pk).exists():
        raise StandingRefused(f"{school.name} is not among the schools to look at any more.")
    school.kept_at = timezone.now()
    school.save(update_fields=["kept_at"])
    record("kept", school, by=by, reason=reason)
    return school


@transaction.atomic
def list_again(*, school, by) -> School:
    """Undo ``keep``: the school stands on the list again."""
    school = _locked(school)
    if not School.objects.missing_and_kept().filter(pk=school.pk).exists():
        raise StandingRefused(f"{school.name} is not among the schools that were kept.")
    school.kept_at = None
    school.save(update_fields=["kept_at"])
    record("listed again", school, by=by)
    return school


def _locked(school):
    return School.objects.select_for_update(of=("self",)).get(pk=school.pk)
