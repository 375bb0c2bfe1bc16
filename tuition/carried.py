"""What of lessons goes along when a school closes and another goes on with its history."""

from schools.carrying import carries
from tuition.after.carrying import move_places, move_venues


@carries
def venues(moves, *, by):
    """Its venue, or what is taught there, is the new school's."""
    number = move_venues(moves, by=by)
    return f"{number:,} place{'' if number == 1 else 's'} where we teach" if number else ""


@carries
def places(moves, *, by):
    """Places of the old school's learners are the new one's."""
    number = move_places(moves, by=by)
    return f"{number:,} place{'' if number == 1 else 's'} in lessons" if number else ""
