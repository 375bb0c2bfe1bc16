"""From what was asked for to the bytes of a file: the same for a worker and for the command."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from hub.policy.current import hub_settings
from hub.reporting.choices import Format
from hub.reporting.csv import write_csv
from hub.reporting.registry import Report


@dataclass(frozen=True)
class Asked:
    """A report, a valid form and a format: all that a file is made from."""

    report: Report
    form: Any
    format: Format

    @property
    def title(self):
        """The title and what it is about: "School profile: St Alban's"."""
        return ": ".join(filter(None, [self.report.title, self.form.subject()]))


def make(asked: Asked, *, as_at: datetime | None = None, say=lambda sentence: None) -> bytes:
    """The file. ``say`` is told in words how far it is; ``as_at``: now when not given."""
    say("Collecting the figures")
    rows = asked.report.rows(**asked.form.arguments())
    if asked.format == Format.CSV:
        return "".join(write_csv(rows, asked.report.columns)).encode()
    if asked.format == Format.XLSX:
        # Imported where it is needed, as the PDF's part is: most processes never do.
        from hub.reporting import xlsx

        return xlsx.write_xlsx(rows, asked.report.columns, sheet=asked.report.title)
    # Imported where PDFs are made and nowhere else: it costs 40 MB.
    from hub.reporting import pdf

    say("Drawing the pages")
    return pdf.render(
        asked.report.pdf,
        {
            "report": asked.report,
            "title": asked.title,
            "rows": rows,
            "as_at": as_at or timezone.now(),
            "hub": hub_settings(),
        },
    )
