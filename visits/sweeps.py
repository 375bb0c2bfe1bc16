"""What the portal does by itself about visits."""

from datetime import timedelta

from hub.platform.sweeps import sweep
from visits.actions import reminders as action_reminders
from visits.arranging import reminders as arranging_reminders


@sweep("visits.arranging", every=timedelta(hours=1))
def mind_visits():
    """Remind schools and officers of visits, and call off what is to come at closed schools."""
    near, late = arranging_reminders.remind_of_coming(), arranging_reminders.remind_of_late()
    chased, off = arranging_reminders.chase_unanswered(), arranging_reminders.call_off_at_closed()
    return (
        f"{near} visits near, {chased} unanswered and {late} late reminded of, "
        f"{off} called off at closed schools"
    )


@sweep("visits.standings", every=timedelta(days=1))
def mend_standings():
    """Reckon every school's standing anew: what differs was changed past the verbs."""
    looked, wrong = arranging_reminders.mend_standings()
    return f"{looked} standings looked at, {wrong} were wrong"


@sweep("visits.actions", every=timedelta(hours=1))
def remind_of_actions():
    """Remind owners of actions that come due or are overdue."""
    number = action_reminders.remind()
    return f"{number} {'person' if number == 1 else 'people'} reminded of actions"
