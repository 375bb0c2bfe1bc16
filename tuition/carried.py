"""What of lessons goes along when a school closes and another goes on with its history."""

from schools.carrying import carries
from tuition.after.carrying import move_learners, move_venues


@carries
def venues(moves, *, by):
    """Its venue, or what is taught there, is the new school's."""
    number = move_venues(moves, by=by)
    return f"{number:,} place{'' if number == 1 else 's'} of teaching" if number else ""


@carries
def learners(moves, *, by):
    """Learners of the old school are the new one's."""
    number = move_learners(moves, by=by)
    return f"{number:,} learner{'' if number == 1 else 's'}" if number else ""
