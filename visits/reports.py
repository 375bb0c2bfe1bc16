"""Reports on visits. Each part has its own."""

from hub.reporting.registry import Each, report
from visits.recording import reports as recording  # noqa: F401  (registers its own)
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
