"""The hub's rules about actions. Loaded by visits/policy_rules.py."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hub.policy.rules import Effect, Whole, rule
from visits.models import Action


def _coming_due(old, new):
    """How many actions the next reminders would be about."""
    today = timezone.localdate()
    soon = today + timedelta(days=new)
    number = Action.objects.live().filter(due_on__range=(today, soon), reminded_on=None).count()
    actions = "1 action is" if number == 1 else f"{number:,} actions are"
    url = f"{reverse('visits:actions')}?{urlencode({'since': today, 'until': soon})}"
    return [
        Effect(
            f"{actions} due within {new} days and nobody was reminded of them yet: their owners "
            "get an e-mail within the hour.",
            url,
        )
    ]


def _overdue(old, new):
    """How many actions are overdue, of which owners are reminded as often as this says."""
    number = Action.objects.overdue(timezone.localdate()).count()
    actions = "1 action is" if number == 1 else f"{number:,} actions are"
    url = f"{reverse('visits:actions')}?{urlencode({'state': 'overdue'})}"
    return [
        Effect(f"{actions} overdue. Owners are reminded every {new} days instead of {old}.", url)
    ]


rule(
    "action-reminder-days",
    label="How long before an action is due its owner is reminded",
    group="Visits",
    kind=Whole("days", least=1, most=60),
    default=14,
    help="One e-mail tells each person of all their actions that come due.",
    source="hub policy",
    effects=_coming_due,
)
rule(
    "action-overdue-days",
    label="How often owners of overdue actions are reminded",
    group="Visits",
    kind=Whole("days", least=3, most=90),
    default=14,
    help="Counted from the day on which an action was due, and from the last reminder.",
    source="hub policy",
    effects=_overdue,
)
