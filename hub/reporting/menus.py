"""Reports in the menus of those who may have one made, and those that failed."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from hub.home.registry import Todo, entry, thing_to_do
from hub.platform.choices import WorkState
from hub.reporting.models import ReportRun

entry(
    area=("manager", "staff"),
    text="Reports",
    url_name="reporting:index",
    right="reporting.make_report",
)


@thing_to_do(area=("manager", "staff"), order=40)
def reports_that_failed(user):
    """One's own reports of the last week that could not be made."""
    since = timezone.now() - timedelta(days=7)
    failed = (
        ReportRun.objects.visible_to(user)
        .filter(state__in=[WorkState.FAILED, WorkState.GIVEN_UP], created_at__gt=since)
        .exclude(last_error=ReportRun.CANCELLED)
    )
    number = failed.count()
    if not number:
        return None
    return Todo(
        "Look at reports that could not be made",
        f"{reverse('reporting:history')}?state=failed",
        hint="You can have each of them tried again.",
        status="1 report" if number == 1 else f"{number} reports",
        kind="error",
    )
