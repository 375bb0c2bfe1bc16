"""How far a school's plan is, on its record. Imported by schools.blocks."""

from django.db.models import Subquery
from django.urls import reverse

from schools.blocks import block
from schools.lineage import members_of
from schools.models import Plan, PlanAddress


@block(template="schools/plans/of_school.html", order=35, right="schools.see_plan_status")
def development_plan(school, user):
    """The state of the newest plans; the way to them for those who may read them."""
    # The earlier numbers of the school too, and the address, in the same statement.
    schools = members_of(school)
    slug = PlanAddress.objects.filter(school__in=schools).order_by("-pk").values("slug")[:1]
    rows = Plan.objects.live().filter(school__in=schools).annotate(slug=Subquery(slug))
    rows = rows.with_right("schools.see_plan", user, as_="may_read")
    plans = list(rows.order_by("-year")[:2])
    slug = next((plan.slug for plan in plans if plan.is_out), None)
    url = reverse("schools:public_summary", args=[slug]) if slug else ""
    return {"plans": plans, "public_url": url}
