"""Reports on lessons and groups."""

from hub.reporting.registry import report
from tuition.office import summary_report, waiting_report

report(
    "waiting-list",
    title="Waiting list",
    description="Applications and turns by instrument and school year, and the longest wait. "
    "No names; small counts are hidden.",
    right="tuition.count_enrolments",
    form=waiting_report.WaitingForm,
    pdf="tuition/pdf/waiting_list.html",
    columns=waiting_report.COLUMNS,
    definitions=waiting_report.DEFINITIONS,
)(waiting_report.rows)

report(
    "tuition-summary",
    title="Tuition summary",
    description="Pupils and enrolments of a year by instrument and key stage, and teaching hours "
    "a week. No names; small counts are hidden.",
    right="tuition.count_enrolments",
    form=summary_report.SummaryForm,
    pdf="tuition/pdf/tuition_summary.html",
    columns=summary_report.COLUMNS,
    definitions=summary_report.DEFINITIONS,
)(summary_report.rows)
