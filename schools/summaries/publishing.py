"""Publishing a summary: the plan's own verb, and the files that follow from it."""

from django.db import transaction

from schools.models import PlanVersion
from schools.plans import lifecycle
from schools.summaries import files


@transaction.atomic
def publish(*, plan, by) -> PlanVersion:
    """Publish the summary as it stands, and have its files made. Raises PlanRefused."""
    version = lifecycle.publish(plan=plan, by=by)
    files.order([version])
    return version
