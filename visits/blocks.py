"""Visits on a school's record: the last and the next one, and for the hub why it is due."""

from hub.permissions import may
from schools.blocks import block
from schools.models import School
from visits.cycle import cycle_months
from visits.due import scoring
from visits.due.rows import row_of, with_all


@block(template="visits/of_school.html", order=40, right="visits.see_visit", joined=with_all)
def visits(school, user):
    """When it was visited last, when next; score and reasons for whoever plans visits."""
    # The right is over visits: whose school it is, is asked here.
    if not (may(user, "visits.see_tracker") or may(user, "visits.ask_for_visit", school)):
        return None
    if not hasattr(school, "asked_at"):  # fetched by somebody who joined nothing
        school = with_all(School.objects.filter(pk=school.pk)).get()
    row = row_of(school, scoring.weights())
    plans = may(user, "visits.plan_visits") and school.is_open
    return {"row": row, "plans": plans, "cycle_months": cycle_months()}
