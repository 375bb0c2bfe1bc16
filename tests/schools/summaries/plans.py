"""A plan whose summary is published, with its files where they are wanted."""

from schools.summaries import publishing, tasks
from tests.factories.accounts import make_user
from tests.factories.plans import agreed_plan


def published_plan(*, by=None, with_files=False, **fields):
    """(plan, version): agreed, published, and its files made if they are asked for."""
    plan = agreed_plan(**fields)
    by = by or make_user("head", scope={"school": plan.school})
    version = publishing.publish(plan=plan, by=by)
    if with_files:
        tasks.make_files(version.pk)
    plan.refresh_from_db()
    return plan, version
