"""Reminds owners of actions that come due and that are overdue: one e-mail a person, not one each.

Of what a partner does nobody of theirs reads the portal: whoever of the hub looks after it is told.
"""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from hub.messaging.outbox import queue
from hub.policy.values import value
from visits.actions.notices import people_of
from visits.choices import Owner, VisitState
from visits.models import Action

_BATCH = 500


def remind() -> int:
    """Write to everybody whom something waits for; returns how many people. Safe to run twice."""
    today = timezone.localdate()
    with transaction.atomic():
        rows = waiting(today).select_for_update(of=("self",), skip_locked=True)
        rows = list(
            rows.select_related("school", "officer", "visit__officer", "created_by")[:_BATCH]
        )
        listed, users = defaultdict(list), {}
        found: dict = {}
        for row in rows:
            for user in _people(row, found):
                users[user.pk] = user
                listed[user.pk].append(row)
        for pk in sorted(listed):
            _write(users[pk], listed[pk], today)
        Action.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=today)
    return len(listed)


def waiting(today):
    """Actions of which their owners are to be reminded today, the first due first."""
    soon = today + timedelta(days=value("action-reminder-days"))
    again = today - timedelta(days=value("action-overdue-days"))
    comes_due = Q(due_on__range=(today, soon), reminded_on=None)
    is_late = Q(due_on__lt=today) & (
        Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")) | Q(reminded_on__lte=again)
    )
    # What a school agreed at a visit it does not know in writing before the report has gone out.
    unknown = Q(owner=Owner.SCHOOL, visit__isnull=False) & ~Q(
        visit__state__in=[VisitState.WRITTEN_UP, VisitState.CLOSED]
    )
    rows = Action.objects.live().filter(comes_due | is_late).exclude(unknown)
    return rows.order_by("due_on", "pk")


def _people(action, found):
    """Who is reminded of an action. ``found``: {school: its people}, looked up once."""
    if action.owner == Owner.SCHOOL:
        if action.school_id not in found:
            found[action.school_id] = people_of(action.school)
        return found[action.school_id]
    if action.owner == Owner.OFFICER:
        who = action.officer
    else:
        who = action.visit.officer if action.visit_id else action.created_by
    return [who] if who is not None and who.is_active else []


def _write(user, actions, today):
    lines = [
        {
            "what": action.what,
            "school": action.school.name,
            "due_on": action.due_on,
            "is_late": action.due_on < today,
            "link": settings.SITE_URL + action.get_absolute_url(),
        }
        for action in actions
    ]
    late = sum(line["is_late"] for line in lines)
    queue(
        template="visits/email/actions_due",
        to=user.email,
        context={
            "lines": lines,
            "late": late,
            "soon": len(lines) - late,
            "link": settings.SITE_URL + reverse("home:home"),
        },
        dedupe_key=f"actions-due:{user.pk}:{today}:{actions[0].pk}",
        user=user,
    )
