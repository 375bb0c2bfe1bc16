"""The report on a visit that goes to its school. Loaded by visits/reports.py."""

from hub.reporting.registry import report
from visits.recording.fetching import record_of
from visits.recording.report_form import RIGHT, VisitReportForm
from visits.recording.rows import VisitReport, as_sent, report_of


@report(
    "visit-report",
    title="Visit report",
    description="What was seen and agreed at a visit, on two pages, for the school.",
    right=RIGHT,
    form=VisitReportForm,
    pdf="visits/pdf/report.html",
    page="visits/reports/report.html",
)
def visit_report(*, visit) -> list[VisitReport]:
    """The report of a visit: the version that was sent last, else the record as it is now."""
    sent = visit.reports.order_by("-number").first()
    return [as_sent(sent) if sent else report_of(record_of(visit))]
