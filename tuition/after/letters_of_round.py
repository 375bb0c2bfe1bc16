"""E-mails of a round "continue next year?": one to each carer, however many children they have."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar import wall_time
from hub.calendar.years import AcademicYear
from hub.messaging.outbox import queue
from hub.policy.values import value
from tuition.after.people import answering, written_to
from tuition.after.words import date_words
from tuition.models import Continuation, ContinueRound


def ask_batch(round_: ContinueRound, size: int) -> int:
    """Write to the families of some rows that were not asked yet; returns how many rows."""
    return _write(round_, Q(asked_at=None), "asked_at", size, is_reminder=False)


def remind_batch(round_: ContinueRound, size: int) -> int:
    """Remind the families of some rows without an answer, on the days that the hub's rules say."""
    since = reminder_due(round_)
    if since is None:
        return 0
    late = Q(answer="", asked_at__lt=since) & (Q(reminded_at=None) | Q(reminded_at__lt=since))
    return _write(round_, late, "reminded_at", size, is_reminder=True)


def reminder_due(round_: ContinueRound) -> datetime | None:
    """Since when a reminder is due: the newest of its days that has come; None without one."""
    year = AcademicYear(round_.year)
    rules = ("continue-remind-days", "continue-remind-last-days")
    days = [round_.closes_on - timedelta(days=value(rule, year)) for rule in rules]
    come = [day for day in days if day <= timezone.localdate() <= round_.closes_on]
    return wall_time.at(max(come), time(0)) if come else None


@transaction.atomic
def _write(round_, which, mark, size, *, is_reminder):
    found = Continuation.objects.filter(which, round=round_).order_by("pk")
    rows = list(
        found.select_for_update(of=("self",), skip_locked=True).select_related("enrolment")[:size]
    )
    pupils = {row.enrolment.pupil_id for row in rows}
    written = set()
    for several in answering(pupils).values():
        for each in several:
            if each.email not in written:
                written.add(each.email)
                _ask(round_, each, is_reminder=is_reminder)
    Continuation.objects.filter(pk__in=[row.pk for row in rows]).update(**{mark: timezone.now()})
    return len(rows)


def _ask(round_, to, *, is_reminder):
    what = f"reminded:{reminder_due(round_):%Y-%m-%d}" if is_reminder else "asked"
    year = AcademicYear(round_.year)
    queue(
        template="tuition/email/continue_asked",
        to=to.email,
        user=to.user,
        context={
            "whose": to.whose,
            "next_year": str(year.next),
            "closes_on": date_words(round_.closes_on),
            "is_reminder": is_reminder,
            "goes_on": value("continue-silence", year) == "continue",
            "link": settings.SITE_URL + reverse("tuition:continue"),
        },
        dedupe_key=f"tuition-continue:{round_.pk}:{what}:{to.email}",
    )


def result(row, old):
    """Tell the carers, once for all their children, that what follows can be looked up."""
    year = AcademicYear(old.provision.year)
    for each in written_to([old.pupil_id]).get(old.pupil_id, []):
        queue(
            template="tuition/email/continue_result",
            to=each.email,
            user=each.user,
            context={
                "whose": each.whose,
                "next_year": str(year.next),
                "link": settings.SITE_URL + reverse("tuition:enrolments"),
            },
            dedupe_key=f"tuition-continue:{row.round_id}:result:{each.email}",
        )
