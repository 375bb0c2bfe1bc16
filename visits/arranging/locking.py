"""What every verb on a visit begins and ends with."""

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.record import record
from schools.models import School
from visits import standing
from visits.arranging.clocking import day_of
from visits.arranging.kilometres import there_and_back
from visits.arranging.refusals import AnsweredMeanwhile, TimeTaken
from visits.choices import AT_A_TIME
from visits.models import Visit

#: What the portal has reminded of is forgotten whenever day or state change.
_REMINDED = ("reminded_on", "chased_on", "officer_told_on")


def locked(visit, *, seen=None) -> Visit:
    """The visit as it is now, and nobody else changes it.

    ``seen``: the revision that somebody's page showed; raises AnsweredMeanwhile when it is another.
    The school first, as its standing does: the other way round two verbs wait for each other.
    """
    School.objects.select_for_update(of=("self",), no_key=True).get(visits=visit.pk)
    rows = Visit.objects.select_for_update(of=("self",))
    found = rows.select_related("school", "type", "officer").get(pk=visit.pk)
    if seen is not None and found.revision != seen:
        raise AnsweredMeanwhile
    return found


def put(visit, *, state, action, by, starts_at=None, ends_at=None, why=None, noted="", **fields):
    """Bring a locked visit into a state and at a time, with all that hangs on these.

    ``why``: the reason that stands on the row, "" for none any more; it goes on the trail, as does
    what is ``noted``. ``fields``: what else changes on the row. The time is kept for whoever goes
    while the visit stands; raises TimeTaken when one of them is elsewhere then.
    """
    before, was_at = visit.state, visit.starts_at
    now = timezone.now()
    changed = {"state": state, "starts_at": starts_at, "ends_at": ends_at, **fields}
    if state != before:
        changed["state_since"] = now
    if starts_at != was_at or (state in AT_A_TIME) != (before in AT_A_TIME):
        # Calendar programs take the entry with the higher number for the newer one.
        changed["sequence"] = visit.sequence + 1
    if starts_at is not None:
        changed["year"] = AcademicYear.of(day_of(starts_at))
    if why is not None:
        changed["reason"] = why
    changed["revision"] = visit.revision + 1
    changed |= dict.fromkeys(_REMINDED)
    for name, value in changed.items():
        setattr(visit, name, value)
    keep_time(visit)
    stands = state in AT_A_TIME
    if stands and (before not in AT_A_TIME or "officer" in fields or "medium" in fields):
        visit.kilometres = changed["kilometres"] = there_and_back(visit)
    visit.save(update_fields=list(changed))
    standing.refresh(visit.school_id)
    changes = {}
    if state != before:
        changes["state"] = (before, state)
    if starts_at != was_at:
        changes["starts_at"] = (was_at, starts_at)
    record(action, visit, by=by, changes=changes, reason=(why or noted)[:500])


def keep_time(visit):
    """Whoever goes is there from beginning to end while the visit stands, and nowhere else."""
    stands = visit.state in AT_A_TIME
    during = DateTimeTZRange(visit.starts_at, visit.ends_at) if stands else None
    try:
        # In a transaction of its own, so that the page can still be drawn when it is refused.
        with transaction.atomic():
            for place in visit.officers.order_by("officer"):
                place.during = during
                place.save(update_fields=["during"])
    except IntegrityError as error:
        if "no_officer_in_two_places" not in str(error):
            raise
        raise TimeTaken from error
