"""How far a school's plan is, on its record. Imported by schools.blocks."""

from django.urls import reverse

from schools.blocks import block
from schools.lineage import family, may_have_links
from schools.models import Plan
from schools.plans.addresses import standing_slug


@block(template="schools/plans/of_school.html", order=35, right="schools.see_plan_status")
def development_plan(school, user):
    """The state of the newest plans; the way to them for those who may read them."""
    # The earlier numbers of the school too, in the same statement.
    schools = family(school) if may_have_links(school) else [school]
    rows = Plan.objects.live().filter(school__in=schools)
    rows = rows.with_right("schools.see_plan", user, as_="may_read")
    plans = list(rows.order_by("-year")[:2])
    is_out = any(plan.is_out for plan in plans)
    return {"plans": plans, "public_url": _public(school) if is_out else ""}


def _public(school):
    slug = standing_slug(school)
    return reverse("schools:public_summary", args=[slug]) if slug else ""
