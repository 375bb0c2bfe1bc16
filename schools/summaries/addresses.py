"""Addresses of published summaries: told, checked, confirmed. Nothing else writes them.

What is confirmed goes into the fact base ("plan-address", "plan-status"): by a check that found the
summary, or by somebody who has looked at the page.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.policy.values import value
from hub.trail.record import record
from schools.address_choices import AddressAnswer
from schools.facts import book
from schools.facts.book import Said
from schools.models import PublishedAddress, School
from schools.summaries import tasks
from schools.summaries.refusals import AddressRefused

_FRESH = {"minutes": 2}
_BATCH = 200


def current_of(school, year) -> PublishedAddress | None:
    """The address that the school or the hub has named for this year."""
    rows = PublishedAddress.objects.current().select_related("said_by", "confirmed_by")
    return rows.filter(school=school, year=year).first()


@transaction.atomic
def tell(*, school, year, url, source, by) -> PublishedAddress:
    """Note where the summary of a year is published, and have it checked.

    The same address again is checked again. Raises AddressRefused for one that was checked just
    now, and when too many were told today.
    """
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    before = PublishedAddress.objects.current().filter(school=school, year=year).first()
    if before is not None and before.url == url:
        return check_again(address=before, by=by)
    _refuse_too_many(school)
    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    address = PublishedAddress.objects.create(
        school=school, year=year, url=url, source=source, said_by=by
    )
    changes = {"url": (before.url if before else None, url), "year": (None, str(year))}
    record("told where it is published", address, by=by, changes=changes)
    nudges.after_commit(tasks.check_address, address.pk)
    return address


@transaction.atomic
def check_again(*, address, by) -> PublishedAddress:
    """Have a current address checked once more. One that waits for a check goes on waiting.

    Raises AddressRefused within two minutes of the last check.
    """
    address = _locked(address)
    if address.is_waiting:
        return address
    if address.was_checked_within(**_FRESH):
        raise AddressRefused("It was checked just now. Try again in two minutes.")
    _queue(address)
    record("asked to check", address, by=by)
    nudges.after_commit(tasks.check_address, address.pk)
    return address


@transaction.atomic
def confirm(*, address, by) -> PublishedAddress:
    """Somebody has looked and says that the summary is there. Raises AddressRefused while the
    check is still to come, and when it has found the summary by itself.
    """
    address = _locked(address)
    if address.is_waiting and not address.answer:
        raise AddressRefused("It is being checked. Wait for what the check finds.")
    if address.is_confirmed:
        raise AddressRefused("It is confirmed already.")
    address.confirmed_at, address.confirmed_by = timezone.now(), by
    address.save(update_fields=["confirmed_at", "confirmed_by"])
    record("confirmed by hand", address, by=by, changes={"url": (None, address.url)})
    _note_facts(address, by=by)
    return address


@transaction.atomic
def found(*, address, answer, seen=None) -> bool:
    """Write down what a check has found; False when its claim was taken over by another."""
    School.objects.select_for_update(of=("self",)).get(pk=address.school_id)
    fields = {"found_name": seen.name, "found_headings": list(seen.headings)} if seen else {}
    if not _leave(address, WorkState.DONE, answer, **fields):
        return False
    # By now another address may stand in its place.
    is_current = PublishedAddress.objects.current().filter(pk=address.pk).exists()
    if answer == AddressAnswer.LOOKS_RIGHT and is_current:
        _note_facts(address, by=address.said_by)
    return True


@transaction.atomic
def could_not(*, address, why, state) -> bool:
    """Write down that a check could not be made; False when its claim was taken over."""
    return _leave(address, state, AddressAnswer.COULD_NOT, why=why)


def due_again() -> int:
    """Put those back to the queue whose last check is too old by the hub's rule; how many."""
    times = value("plan-address-checks")
    if not times:
        return 0
    horizon = timezone.now() - timedelta(days=365 / times)
    number = 0
    for address in PublishedAddress.objects.checked_before(horizon)[:_BATCH]:
        with transaction.atomic():
            locked = _locked(address)
            if not locked.is_waiting:
                _queue(locked)
                number += 1
    return number


def _leave(address, state, answer, **fields):
    was = address.answer
    fields = {"why": "", "found_name": False, "found_headings": [], "last_error": ""} | fields
    left = address.leave(state, answer=answer, checked_at=timezone.now(), **fields)
    if left and answer != was:
        record("checked", address, by=None, changes={"answer": (was or None, str(answer))})
    return left


def _locked(address):
    """The address as it is now. The school first, as the fact base does."""
    School.objects.select_for_update(of=("self",)).get(pk=address.school_id)
    return PublishedAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)


def _queue(address):
    address.state, address.attempts = WorkState.QUEUED, 0
    address.next_attempt_at = timezone.now()
    address.save(update_fields=["state", "attempts", "next_attempt_at"])


def _refuse_too_many(school):
    since = timezone.now() - timedelta(days=1)
    told = PublishedAddress.objects.filter(school=school, said_at__gt=since).count()
    if told >= value("plan-addresses-a-day"):
        raise AddressRefused("That is enough for one day. Tell us the right address tomorrow.")


def _note_facts(address, *, by):
    said = [Said("plan-address", address.url), Said("plan-status", "published")]
    book.note(school=address.school, year=address.year, said=said, source=address.source, by=by)
