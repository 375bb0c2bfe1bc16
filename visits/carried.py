"""What of visits goes along when a school closes and another goes on with its history."""

from schools.carrying import carries
from visits.actions.carrying import move_actions
from visits.arranging.carrying import move_visits


@carries
def visits(moves, *, by):
    """Visits that are coming, and requests for some, are the new school's; officers are told."""
    number = move_visits(moves, by=by)
    return f"{number:,} visit{'' if number == 1 else 's'}" if number else ""


@carries
def actions(moves, *, by):
    """Actions that somebody has still to do are the new school's."""
    number = move_actions(moves, by=by)
    return f"{number:,} action{'' if number == 1 else 's'}" if number else ""
