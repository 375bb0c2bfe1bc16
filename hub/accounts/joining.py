"""What happens when somebody takes up a role that they were invited to. Rooms plug in what follows.

In an app's ``joining.py``::

    @on_role_taken_up
    def hand_over(*, invitation, grant): ...

Each step runs inside the transaction that accepts the invitation, after the role is there.
"""

from django.utils.module_loading import autodiscover_modules

_steps: list = []


def on_role_taken_up(step):
    """Register the function below, to be called with ``invitation`` and ``grant``."""
    _steps.append(step)
    return step


def run_steps(*, invitation, grant):
    """Do all that follows from an invitation that was accepted."""
    autodiscover_modules("joining")
    for step in _steps:
        step(invitation=invitation, grant=grant)
