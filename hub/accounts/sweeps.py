"""What accounts do by themselves."""

from datetime import timedelta

from hub.accounts import roles, secret_change, sessions, sign_up
from hub.platform.sweeps import sweep


@sweep("roles-that-ran-out", every=timedelta(minutes=10))
def close_roles_that_ran_out():
    """End the roles whose last day is past, with all that ends with them.

    The rights are gone at midnight by the dates alone; this tidies up after them.
    """
    count = roles.close_those_that_ran_out()
    return f"{count} role{'' if count == 1 else 's'} ended."


@sweep("sessions-that-ran-out", every=timedelta(hours=1))
def forget_sessions_that_ran_out():
    """Delete what is left of old sessions."""
    count = sessions.forget_those_that_ran_out()
    return f"{count} old session{'' if count == 1 else 's'} deleted."


@sweep("abandoned-sign-ups", every=timedelta(hours=6))
def forget_abandoned_sign_ups():
    """Delete accounts whose address nobody has proven within a week."""
    count = sign_up.forget_abandoned()
    return f"{count} abandoned account{'' if count == 1 else 's'} deleted."


@sweep("second-factors-of-an-old-secret", every=timedelta(hours=1))
def encrypt_second_factors_anew():
    """After a change of the deployment's secret, take second factors over to the new one."""
    count = secret_change.catch_up()
    return f"{count} second factor{'' if count == 1 else 's'} encrypted anew."
