"""Bank holidays of England, as the library brings them along; the network is never asked."""

from datetime import date
from functools import cache

from django.db import transaction
from govuk_bank_holidays.bank_holidays import BankHolidays

from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear


@cache
def england() -> dict[date, str]:
    """{day: name} of every bank holiday that is known.

    Only the library's file is read: making a ``BankHolidays`` would ask www.gov.uk first.
    """
    events = BankHolidays.load_backup_data()[BankHolidays.ENGLAND_AND_WALES]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def known_until() -> date:
    """The last day of the last calendar year for which they are known."""
    return date(max(england()).year, 12, 31)


@transaction.atomic
def keep_in_step() -> tuple[int, int]:
    """Let the hub's closures hold the bank holidays of every year that has terms.

    Returns how many were added and how many removed. Doing it again changes nothing.
    """
    years = set(Term.objects.of_hub().order_by().values_list("year", flat=True).distinct())
    wanted = {day: name for day, name in england().items() if AcademicYear.of(day) in years}
    listed = {row.starts_on: row for row in Closure.objects.filter(kind=ClosureKind.BANK_HOLIDAY)}
    stale = [row.pk for day, row in listed.items() if wanted.get(day) != row.words]
    right = {day for day, row in listed.items() if row.pk not in stale}
    missing = sorted(wanted.keys() - right)
    removed, _ = Closure.objects.filter(pk__in=stale).delete()
    Closure.objects.bulk_create(
        [
            Closure(kind=ClosureKind.BANK_HOLIDAY, starts_on=day, ends_on=day, words=wanted[day])
            for day in missing
        ],
        ignore_conflicts=True,  # two at once add each day once
    )
    return len(missing), removed
