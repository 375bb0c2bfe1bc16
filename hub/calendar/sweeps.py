"""What is looked after once a day."""

from datetime import timedelta

from hub.calendar import bank_holidays
from hub.platform.sweeps import sweep


@sweep("bank holidays", every=timedelta(days=1))
def keep_bank_holidays_in_step():
    """A new release of the portal may bring new ones, and moved ones (a coronation, a jubilee)."""
    added, removed = bank_holidays.keep_in_step()
    return f"{added} added, {removed} removed"
