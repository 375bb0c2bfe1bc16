"""A learner goes to another school, or to none: where they were stays as history."""

import datetime

from django.db import transaction
from django.utils import timezone

from hub.people import notices, school_changes
from hub.people.choices import Schooling
from hub.people.models import Pupil, SchoolSpell
from hub.people.refusals import FamilyRefused
from hub.trail.record import record


@transaction.atomic
def move(
    *,
    pupil: Pupil,
    by,
    schooling: str,
    school=None,
    school_words: str = "",
    from_on: datetime.date | None = None,
    reason: str = "",
    tells_office: bool = True,
) -> Pupil:
    """Put a learner at a school, or say where else they are taught, from a day on (today).

    The office is told, unless it knows (``tells_office``), and apps do what follows for lessons at
    the old school. A day on or before the first at the old school means that the old one was wrong:
    it is put right. Raises FamilyRefused for a day to come, and for a school that is not open.
    """
    from_on = from_on or timezone.localdate()
    if from_on > timezone.localdate():
        raise FamilyRefused("Tell us on the first day at the new school, not before.")
    if schooling == Schooling.SCHOOL and not school.is_open:
        raise FamilyRefused(f"{school} is not open.")
    pupil = Pupil.objects.select_for_update(of=("self",)).select_related("school").get(pk=pupil.pk)
    before, was = pupil.school, (pupil.schooling, pupil.school_id, pupil.school_words)
    pupil.schooling = schooling
    pupil.school = school if schooling == Schooling.SCHOOL else None
    pupil.school_words = school_words if schooling == Schooling.ELSEWHERE else ""
    if was == (pupil.schooling, pupil.school_id, pupil.school_words):
        return pupil
    pupil.save(update_fields=["schooling", "school", "school_words"])
    spell = _next_spell(pupil, from_on)
    record("moved", pupil, by=by, fields=["school"], reason=reason)
    school_changes.run_steps(pupil=pupil, before=before, by=by)
    if tells_office:
        notices.school_changed(pupil, spell)
    return pupil


def _next_spell(pupil, from_on):
    """End the spell that is open the day before, and begin the next; or put right the open one."""
    where = {"school": pupil.school, "words": "" if pupil.school else pupil.school_in_words}
    spell = SchoolSpell.objects.filter(pupil=pupil, to_on=None).first()
    if spell is not None and from_on > spell.from_on:
        spell.to_on = from_on - datetime.timedelta(days=1)
        spell.save(update_fields=["to_on"])
        spell = None
    if spell is None:
        return SchoolSpell.objects.create(pupil=pupil, from_on=from_on, **where)
    spell.school, spell.words = where["school"], where["words"]
    spell.save(update_fields=["school", "words"])
    return spell
