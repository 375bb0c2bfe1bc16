"""The e-mails about reports, with made-up data."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hub.messaging.letters import letter
from hub.reporting.models import ReportRun
from hub.reporting.registry import Report


def _sample():
    run = ReportRun(
        pk=uuid.UUID(int=0),
        title="School profile: Oakfield Primary School",
        last_error="SoftTimeLimitExceeded",
        expires_at=timezone.now() + timedelta(hours=24),
    )
    report = Report("school-profile", "School profile", right="", form=None, rows=None)
    return {"run": run, "report": report, "link": settings.SITE_URL + run.get_absolute_url()}


letter(
    "reporting/email/ready",
    name="Report ready",
    when="A report that took longer than a minute, or was made in parts, can be downloaded.",
    sample=_sample,
)
letter(
    "reporting/email/failed",
    name="Report failed",
    when="A report that took longer than a minute, or was made in parts, could not be made.",
    sample=_sample,
)
