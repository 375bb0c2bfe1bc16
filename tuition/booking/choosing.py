"""For whom each line of a basket is, with what the family wishes and who pays."""

from django.db import transaction

from hub.people.models import CarerLink
from hub.permissions import require
from tuition.booking.basket import hold_for, locked
from tuition.booking.refusals import BookingRefused
from tuition.booking.rules import learners, why_not
from tuition.models import BasketLine


@transaction.atomic
def choose(
    *, line: BasketLine, pupils, by, wishes="", needs_adapted=False, payer_carer=None
) -> list[BasketLine]:
    """Say for whom a line is; for each further learner there is a line, and a hold, of its own.

    Returns the lines. One of them has no hold when the last place went to the one before. Raises
    BookingRefused for somebody who cannot be booked into it, and for who stands in it already.
    """
    basket = locked(line.basket)
    line = BasketLine.objects.with_all().select_for_update(of=("self",)).get(pk=line.pk)
    line.basket = basket
    known = {each.pk: each for each in learners(by, line.provision)}
    chosen = []
    for pupil in pupils:
        require(by, "people.book_for", pupil)
        mine = known[pupil.pk]
        if words := why_not(line.provision, mine, has_plan=mine.has_plan, live=mine.live):
            raise BookingRefused(words)
        _refuse_twice(line, mine)
        _refuse_payer(payer_carer, mine)
        chosen.append(mine)
    fields = {"wishes": wishes, "needs_adapted": needs_adapted, "payer_carer": payer_carer}
    return [
        _put(line if number == 0 else None, line, each, fields, by)
        for number, each in enumerate(chosen)
    ]


def payers_for(user, pupils):
    """Links of carers, other than the user, who pay for any of these learners and may be known."""
    rows = CarerLink.objects.live().visible_to(user).filter(pupil__in=pupils, pays=True)
    return rows.exclude(carer__user=user.pk).select_related("carer").order_by("carer__name", "pk")


def _put(own, line, pupil, fields, by):
    if own is None:
        own = BasketLine(basket=line.basket, provision=line.provision)
        hold_for(own, by)
    own.pupil = pupil
    for name, new in fields.items():
        setattr(own, name, new)
    own.save()
    return own


def _refuse_twice(line, pupil):
    same = BasketLine.objects.filter(basket=line.basket, provision=line.provision, pupil=pupil)
    if same.exclude(pk=line.pk).exists():
        raise BookingRefused(f"{line.provision} is in your basket for {pupil.called} already.")


def _refuse_payer(payer, pupil):
    if payer is None:
        return
    if not CarerLink.objects.live().filter(carer=payer, pupil=pupil, pays=True).exists():
        raise BookingRefused(f"{payer} does not pay for {pupil.called}. Choose somebody else.")
