"""What a school has agreed to do, on its home page. Loaded by visits/next_steps.py."""

from django.urls import reverse

from schools.next_steps import Step, next_step
from visits.choices import Owner
from visits.models import Action

_SHOWN = 3


@next_step(order=15)
def agreed_actions(school, user):
    """The school's own actions, the first due first; the rest of many stand behind one line."""
    rows = Action.objects.live().allowing("visits.move_action", user)
    rows = list(rows.filter(school=school, owner=Owner.SCHOOL).order_by("due_on", "pk"))
    steps = [
        Step(
            row.what,
            row.get_absolute_url(),
            hint="Agreed with the hub. Say when it is done.",
            due=row.due_on,
        )
        for row in rows[:_SHOWN]
    ]
    more = len(rows) - _SHOWN
    if more > 0:
        steps.append(
            Step(
                "See your other actions",
                reverse("visits:school_actions", args=[school.pk]),
                hint="Agreed with the hub at visits.",
                label=f"{more} more",
                colour="info",
            )
        )
    return steps
