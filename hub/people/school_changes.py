"""What follows when a learner goes to another school in mid-term. Apps plug in their part.

In an app's ``school_changes.py``::

    from hub.people.school_changes import on_school_changed

    @on_school_changed
    def flag_lessons(*, pupil, before, by): ...

Each step runs inside the transaction of the change: ``pupil`` stands as it is now, ``before`` is
the School that the learner went to, None for none of the directory.
"""

from functools import cache

from django.utils.module_loading import autodiscover_modules

_steps: list = []


def on_school_changed(step):
    """Register the function below, to be called with ``pupil``, ``before`` and ``by``."""
    _steps.append(step)
    return step


@cache
def _load():
    autodiscover_modules("school_changes")


def run_steps(*, pupil, before, by):
    """Do all that follows."""
    _load()
    for step in _steps:
        step(pupil=pupil, before=before, by=by)
