"""Adding and changing actions. Nothing outside this package writes one."""

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.content.pasted import tidy_line
from hub.trail.record import record
from visits.actions import closing, notices
from visits.choices import Owner
from visits.models import Action

#: What of an action can be changed, apart from its state.
FIELDS = (*("what", "owner", "officer", "owner_name", "function", "due_on", "area", "in_plan"),)
#: Fields that say nothing of anybody: their values stand on the trail.
_TOLD = ("owner", "officer", "function", "due_on", "area", "in_plan")


class ActionRefused(Exception):
    """A rule says no. The message can be shown to officers and schools as it stands."""


class ChangedMeanwhile(Exception):
    """Somebody saved the action while somebody else wrote; ``row`` is how it stands now."""

    def __init__(self, row):
        super().__init__("Somebody has changed this action while you were writing.")
        self.row = row


@transaction.atomic
def add(
    *,
    school,
    what,
    owner,
    function,
    due_on,
    by,
    visit=None,
    officer=None,
    owner_name="",
    area="",
    in_plan=True,
) -> Action:
    """Note what somebody is to do for a school; returns the Action, OPEN.

    ``owner``: of visits.choices.Owner; the hub's name an ``officer``, a partner's the partner.
    The same action again, from a second click, is not added again. Raises ActionRefused for an
    owner without a name, and, unless it comes of a visit, for a school that has closed.
    """
    if visit is None and not school.is_open:
        raise ActionRefused(f"{school.name} is not open, so nobody can do anything there.")
    values = _tidied(
        {
            "what": what,
            "owner": owner,
            "officer": officer,
            "owner_name": owner_name,
            "function": function,
            "due_on": due_on,
            "area": area,
            "in_plan": in_plan,
        }
    )
    _check(values)
    same = Action.objects.live().filter(school=school, visit=visit, created_by=by, **values)
    if (found := same.first()) is not None:
        return found
    year = visit.year if visit else AcademicYear.current()
    action = Action.objects.create(school=school, visit=visit, year=year, created_by=by, **values)
    record("added", action, by=by, changes={"due_on": (None, action.due_on)}, fields=["what"])
    if visit is not None:
        closing.settle(visit, by=by)
    notices.given(action, by=by)
    return action


@transaction.atomic
def change(*, action, values, by, based_on=None) -> Action:
    """Change an action; ``values``: some of FIELDS. Returns it as it now stands.

    Raises ChangedMeanwhile when it is not as the writer saw it (``based_on``, its revision then),
    and ActionRefused for one that is over or for an owner without a name.
    """
    action = locked(action)
    whole = {name: getattr(action, name) for name in FIELDS}
    values = _tidied(whole | values)
    changed = [name for name in FIELDS if values[name] != whole[name]]
    if not changed:
        return action
    if based_on is not None and action.revision != based_on:
        raise ChangedMeanwhile(action)
    if action.is_over:
        raise ActionRefused("This action is over. Open it again to change it.")
    _check(values)
    for name in changed:
        setattr(action, name, values[name])
    action.revision += 1
    action.save(update_fields=[*changed, "revision"])
    told = {name: (_plain(whole[name]), _plain(values[name])) for name in changed if name in _TOLD}
    record("changed", action, by=by, changes=told, fields=[n for n in changed if n not in _TOLD])
    if {"owner", "officer"} & {*changed}:
        notices.given(action, by=by)
    return action


def locked(action) -> Action:
    """The action as it stands, with its row locked until the transaction ends."""
    rows = Action.objects.select_for_update(of=("self",))
    return rows.select_related("school", "visit", "officer").get(pk=action.pk)


def _tidied(values):
    """One space between words; who is not asked for with this owner is nobody."""
    values = {
        name: tidy_line(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    if values["owner"] == Owner.OFFICER:
        values["owner_name"] = ""
    else:
        values["officer"] = None
    return values


def _check(values):
    if not values["what"]:
        raise ActionRefused("Say what is to be done.")
    if values["owner"] == Owner.OFFICER and values["officer"] is None:
        raise ActionRefused("Choose who of the hub does it.")
    if values["owner"] == Owner.PARTNER and not values["owner_name"]:
        raise ActionRefused("Say which partner does it.")
    if values["due_on"].year > timezone.localdate().year + 5:
        raise ActionRefused("Choose a day within the next five years.")


def _plain(value):
    return value.pk if hasattr(value, "pk") else value
