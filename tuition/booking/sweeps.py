"""Baskets that nobody sent are forgotten after a month. Loaded by tuition/sweeps.py."""

from datetime import timedelta

from django.utils import timezone

from hub.platform.sweeps import sweep
from hub.policy.values import value
from tuition.booking.basket import forget_old


@sweep("tuition.baskets", every=timedelta(hours=6))
def forget_baskets():
    """Delete baskets as old as the hub's rule, with the mark of the network address."""
    before = timezone.now() - timedelta(days=value("basket-days"))
    return f"{forget_old(before=before)} old baskets forgotten"
