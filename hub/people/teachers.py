"""Who teaches a pupil: no app is known here, an app that teaches says whom, in ``teaching.py``::

@teaches
def my_pupils(user):
    return Q(enrolments__in=Enrolment.objects.live().filter(tutor=user))  # over Pupil
"""

from collections.abc import Callable
from functools import cache

from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from hub.permissions import NOTHING

_teaching: list[Callable] = []


def teaches(rule):
    """Register the function below, ``user -> Q`` over pupils whom the user teaches or leads."""
    _teaching.append(rule)
    return rule


@cache
def _load():
    autodiscover_modules("teaching")


def taught_by(user) -> Q:
    """Q over the pupils whom the user teaches or leads, in any app."""
    _load()
    found = NOTHING
    for rule in _teaching:
        found |= rule(user)
    return found
