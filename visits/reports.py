"""Reports on visits. Each part has its own."""

from hub.reporting.registry import Each, report
from visits.engagement import report as engagement
from visits.engagement.forms import EngagementForm
from visits.engagement.lines import COLUMNS as FIGURES
from visits.recording import reports as recording  # noqa: F401  (registers its own)
from visits.regional import report as regional
from visits.tracker import report as tracker
from visits.tracker.rows import COLUMNS

report(
    "engagement-tracker",
    title="Engagement tracker",
    description="Every visit of a year: school, day, officer, state, people met, survey, actions, "
    "report and follow-up. No notes and no names of people met.",
    right="visits.export_tracker",
    form=tracker.TrackerForm,
    columns=COLUMNS,
    each=Each(keys=tracker.keys, one="visit", many="visits"),
)(tracker.rows)

report(
    "engagement-dashboard",
    title="Engagement dashboard",
    description="Visits done and planned against the year’s target by month and region, schools "
    "inside and outside the cycle, survey, replies and kilometres.",
    right="visits.export_tracker",
    form=EngagementForm,
    pdf="visits/pdf/engagement_dashboard.html",
    columns=FIGURES,
    definitions=engagement.DEFINITIONS,
)(engagement.rows)

report(
    "regional-engagement-plan",
    title="Regional Engagement Plan",
    description="What the hub means to reach in a region in a year: priorities, schools outside "
    "the cycle, actions, reviews, and how it stands today.",
    right="visits.export_tracker",
    form=regional.PlanForm,
    pdf="visits/pdf/regional_engagement_plan.html",
    columns=regional.COLUMNS,
    definitions=regional.DEFINITIONS,
)(regional.rows)
