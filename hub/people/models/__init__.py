"""Carers, pupils, the links between them, needs, consents, invitations and merges."""

from hub.people.models.carers import Carer, CarerLink
from hub.people.models.circulars import Circular, CircularCopy
from hub.people.models.consents import Consent
from hub.people.models.exports import FamilyExport
from hub.people.models.invitations import CarerInvitation
from hub.people.models.merges import CarerMerge, PupilMerge
from hub.people.models.needs import Needs
from hub.people.models.pupils import Pupil, SchoolSpell, new_reference
from hub.people.models.retention import RetentionRun

__all__ = [
    "Carer",
    "CarerInvitation",
    "CarerLink",
    "CarerMerge",
    "Circular",
    "CircularCopy",
    "Consent",
    "FamilyExport",
    "Needs",
    "Pupil",
    "PupilMerge",
    "RetentionRun",
    "SchoolSpell",
    "new_reference",
]
