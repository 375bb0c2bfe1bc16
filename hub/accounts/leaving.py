"""What ends together with a role. Rooms plug in what they must take back.

In an app's ``leaving.py``::

    @on_role_ended
    def revoke_tokens(*, user, grant, by): ...

Each step runs inside the transaction that ends the role, after the row has changed: it sees in
``user.live_grants`` what is left. ``grant`` is None when the whole account was deactivated;
``by`` is the User who ended it, or None for the portal itself.
"""

from django.utils.module_loading import autodiscover_modules

_steps: list = []


def on_role_ended(step):
    """Register the function below, to be called with ``user``, ``grant`` and ``by``."""
    _steps.append(step)
    return step


def run_steps(*, user, grant, by):
    """Take back all that went with the role, or with the account."""
    autodiscover_modules("leaving")
    user.__dict__.pop("live_grants", None)  # read before the change, perhaps
    for step in _steps:
        step(user=user, grant=grant, by=by)
