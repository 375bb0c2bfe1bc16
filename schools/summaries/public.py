"""What everybody may read: the newest summary of each year, at the address that stays."""

from schools.lineage import lineage_of
from schools.models import PlanAddress, PlanVersion


def address_of_public(school) -> PlanAddress | None:
    """The public address of the school, also one from under an earlier number."""
    found = PlanAddress.objects.filter(school__in=lineage_of(school))
    return found.order_by("-pk").first()


def published_at(address) -> list[PlanVersion]:
    """What stands at a public address: of each year the newest, the newest year first."""
    # Nobody in particular asks: what only the school and the hub may read is never among it.
    versions = PlanVersion.objects.visible_to(None)
    rows = versions.filter(school__in=lineage_of(address.school)).select_related("plan")
    found: dict = {}
    for version in rows.order_by("-plan__year", "-published_at", "-pk"):
        found.setdefault(version.plan.year, version)
    return list(found.values())
