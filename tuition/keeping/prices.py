"""The price table: nothing outside this module sets, removes or copies a price."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from hub.calendar.years import AcademicYear
from hub.trail.record import form_changes, record
from tuition.models import Price


@transaction.atomic
def save(*, form, by) -> Price:
    """Save a valid PriceForm. Offers made keep the price that they named."""
    is_new = form.instance.pk is None
    price = form.save()
    if is_new:
        amount = str(price.per_lesson or price.per_term)
        record("set", price, by=by, changes={"price": (None, f"{price}: {amount}")})
    elif changes := form_changes(form):
        record("changed", price, by=by, changes=changes)
    return price


@transaction.atomic
def remove(*, price: Price, by):
    """Take a price from the table: what it was for shows no price any more."""
    amount = str(price.per_lesson or price.per_term)
    record("removed", price, by=by, changes={"price": (f"{price}: {amount}", None)})
    price.delete()


@transaction.atomic
def copy_year(*, year: AcademicYear, percent: Decimal, step: Decimal, by) -> tuple[int, int]:
    """Copy a year's prices to the next with so many percent more, rounded to a step of pounds.

    Returns (how many were copied, how many the next year had already and keeps).
    """
    there = {_key(each) for each in Price.objects.select_for_update().filter(year=year.next)}
    old = list(Price.objects.filter(year=year).order_by("pk"))
    copied = 0
    for each in old:
        if _key(each) in there:
            continue
        before = str(each.per_lesson or each.per_term)
        each.pk, each._state.adding, each.year = None, True, year.next
        for name in ("per_lesson", "per_term"):
            setattr(each, name, raised(getattr(each, name), percent, step))
        each.save()
        after = str(each.per_lesson or each.per_term)
        record("copied", each, by=by, changes={"price": (before, after)}, reason=f"{percent} %")
        copied += 1
    return copied, len(old) - copied


def raised(amount: Decimal | None, percent: Decimal, step: Decimal) -> Decimal | None:
    """An amount with so many percent more, half a step rounded up."""
    if amount is None:
        return None
    steps = (amount * (100 + percent) / 100 / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return steps * step


def _key(price):
    return (price.kind, price.minutes, price.group_size, price.payer)
