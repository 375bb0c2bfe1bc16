"""The school directory, and what the hub keeps about the register that it comes from."""

from schools.models.audits import LONGEST_REASON, Audit, AuditFile
from schools.models.chases import SchoolChase
from schools.models.claims import CLAIMED_ROLES, LONGEST_WORDS, SchoolClaim
from schools.models.confidence import FEWEST, ConfidenceSurvey
from schools.models.facts import Fact, FactWeighing
from schools.models.hand_overs import HandOver
from schools.models.known_years import KnownYear
from schools.models.links import SchoolLink
from schools.models.looks import SchoolLook
from schools.models.needs_tallies import NeedsMark, NeedsTally
from schools.models.notes import LONGEST_NOTE, SchoolNote
from schools.models.plan_parts import (
    LONGEST_PART,
    PlanAction,
    PlanBudgetLine,
    PlanComment,
    PlanReminder,
    PlanReview,
)
from schools.models.plans import (
    LONGEST_LINE,
    LONGEST_TEXT,
    PLAN_TEXTS,
    SUMMARY_LINES,
    SUMMARY_TEXTS,
    Plan,
    PlanAddress,
    PlanVersion,
)
from schools.models.published_addresses import PublishedAddress
from schools.models.register import EstablishmentType, RegisterReading
from schools.models.schools import District, Region, School, Trust
from schools.models.signals import SchoolSignals
from schools.models.summary_files import SummaryFile

__all__ = [
    "FEWEST",
    "ConfidenceSurvey",
    "CLAIMED_ROLES",
    "LONGEST_LINE",
    "LONGEST_NOTE",
    "NeedsMark",
    "NeedsTally",
    "LONGEST_PART",
    "LONGEST_REASON",
    "LONGEST_TEXT",
    "LONGEST_WORDS",
    "PLAN_TEXTS",
    "SUMMARY_LINES",
    "SUMMARY_TEXTS",
    "Audit",
    "AuditFile",
    "District",
    "EstablishmentType",
    "HandOver",
    "Fact",
    "FactWeighing",
    "Plan",
    "PlanAction",
    "PlanAddress",
    "PlanBudgetLine",
    "PlanComment",
    "PlanReminder",
    "PlanReview",
    "PlanVersion",
    "PublishedAddress",
    "KnownYear",
    "Region",
    "RegisterReading",
    "School",
    "SchoolChase",
    "SchoolClaim",
    "SchoolLink",
    "SchoolLook",
    "SchoolNote",
    "SchoolSignals",
    "SummaryFile",
    "Trust",
]
