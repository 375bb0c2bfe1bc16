"""Plans and targets of a region that goes into another one. Called by visits/merged_regions.py."""

from hub.trail.record import record
from visits.models import RegionalPlan, VisitTarget


def is_in_use(region) -> bool:
    """Has the region a plan or a target?"""
    return any(
        model.objects.filter(region=region).exists() for model in (RegionalPlan, VisitTarget)
    )


def merge(*, region, into, by) -> None:
    """Hand plans and targets over.

    Of two plans of a year aims, priorities and reviews stand together in that of the region that
    stays; two targets add up.
    """
    reason = f"{region} went into {into}."[:500]
    theirs = {plan.year: plan for plan in RegionalPlan.objects.filter(region=into)}
    for plan in RegionalPlan.objects.select_for_update().filter(region=region).order_by("pk"):
        if plan.year in theirs:
            _into(plan, theirs[plan.year], by, reason)
        else:
            plan.region = into
            plan.save(update_fields=["region"])
            changes = {"region": (str(region), str(into))}
            record("moved", plan, by=by, changes=changes, reason=reason)
    for target in VisitTarget.objects.filter(region=region).order_by("pk"):
        _add(target, into, by, reason)


def _into(plan, other, by, reason):
    after = other.priorities.count()
    for position, priority in enumerate(plan.priorities.all(), after + 1):
        priority.plan, priority.position = other, position
        priority.save(update_fields=["plan", "position"])
    plan.reviews.update(plan=other)
    other.aim = "\n\n".join(filter(None, [other.aim, plan.aim]))
    other.revision += 1
    other.save(update_fields=["aim", "revision"])
    record("merged", other, by=by, fields=["aim", "priorities", "reviews"], reason=reason)
    record("removed", plan, by=by, reason=reason)
    plan.delete()


def _add(target, into, by, reason):
    found = VisitTarget.objects.filter(year=target.year, region=into).first()
    if found is None:
        target.region = into
        target.save(update_fields=["region"])
        record("moved", target, by=by, reason=reason)
        return
    before, found.visits = found.visits, found.visits + target.visits
    found.save(update_fields=["visits"])
    record("set", found, by=by, changes={"visits": (before, found.visits)}, reason=reason)
    target.delete()
