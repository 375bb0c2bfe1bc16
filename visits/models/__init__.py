"""Visits to schools, what was said at them, and what comes of them."""

from visits.models.actions import Action
from visits.models.diaries import OfficerDiary
from visits.models.records import PersonMet, SentReport, VisitRecord
from visits.models.regional import RegionalPlan, RegionalPriority, RegionalReview, VisitTarget
from visits.models.requests import VisitRequest
from visits.models.standing import VisitStanding
from visits.models.visits import (
    ProposedDate,
    Visit,
    VisitOfficer,
    VisitReply,
    VisitType,
)

__all__ = [
    "Action",
    "OfficerDiary",
    "PersonMet",
    "ProposedDate",
    "RegionalPlan",
    "RegionalPriority",
    "RegionalReview",
    "SentReport",
    "Visit",
    "VisitOfficer",
    "VisitRecord",
    "VisitReply",
    "VisitRequest",
    "VisitStanding",
    "VisitTarget",
    "VisitType",
]
