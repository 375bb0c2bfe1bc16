"""What accounts do by themselves."""

from datetime import timedelta

from hub.accounts import roles
from hub.platform.sweeps import sweep


@sweep("roles-that-ran-out", every=timedelta(minutes=10))
def close_roles_that_ran_out():
    """End the roles whose last day is past, with all that ends with them.

    The rights are gone at midnight by the dates alone; this tidies up after them.
    """
    count = roles.close_those_that_ran_out()
    return f"{count} role{'' if count == 1 else 's'} ended."
