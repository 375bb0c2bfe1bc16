"""Consents that are asked while something is booked: those that nobody has answered yet."""

from hub.people.choices import ConsentKind
from hub.people.models import Consent

_PREFIX = "consents_"


def field_of(pupil_pk) -> str:
    """The name of the field that asks about one learner."""
    return f"{_PREFIX}{pupil_pk}"


def given(posted) -> dict:
    """{key of a learner: [kinds]} of what was ticked; anything else that was sent is left out."""
    return {
        int(name.removeprefix(_PREFIX)): [
            kind for kind in posted.getlist(name) if kind in ConsentKind.values
        ]
        for name in posted
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX).isdecimal()
    }


def answered(pupils) -> set:
    """{(key of the learner, kind)} of what was once given, even if it was taken back since."""
    return set(Consent.objects.filter(pupil__in=pupils).values_list("pupil", "kind"))
