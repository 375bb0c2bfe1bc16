"""What waits to be done about actions, on home pages of the hub. Loaded by visits/menus.py."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hub.home.registry import Todo, thing_to_do
from hub.permissions import may
from visits.actions.filters import MINE, OTHERS, OVERDUE, looked_after
from visits.models import Action


def _list(owner):
    return f"{reverse('visits:actions')}?{urlencode({'owner': owner, 'state': OVERDUE})}"


def _number(count):
    return f"{count:,} action{'' if count == 1 else 's'}"


@thing_to_do(area=("staff", "manager"), order=30)
def my_overdue_actions(user):
    """For whoever of the hub has actions of their own whose day is past."""
    if not may(user, "visits.list_actions"):
        return None
    number = Action.objects.overdue(timezone.localdate()).filter(officer=user.pk).count()
    if not number:
        return None
    return Todo(
        text="Do your actions that are overdue",
        url=_list(MINE),
        hint="Agreed at visits. Say that they are done, or choose another day.",
        status=_number(number),
    )


@thing_to_do(area="staff", order=32)
def overdue_actions_of_schools(user):
    """For officers: what schools and partners whom they look after have not done in time."""
    if not may(user, "visits.add_action"):
        return None
    number = looked_after(Action.objects.overdue(timezone.localdate()), user).count()
    if not number:
        return None
    return Todo(
        text="Ask schools and partners about overdue actions",
        url=_list(OTHERS),
        hint="Of the schools of your region, and of the visits that you lead.",
        status=_number(number),
    )
