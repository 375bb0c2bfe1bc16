"""Applications that no carer has completed, on the home page of a school."""

from django.urls import reverse
from django.utils import timezone

from hub.permissions import may
from schools.next_steps import Step, next_step
from tuition.models import SchoolApplication


@next_step(order=60)
def applications(school, user):
    """Those whose link ends soon: a word to the carer may help."""
    if not may(user, "tuition.apply_for_school", school):
        return None
    rows = SchoolApplication.objects.open().filter(school=school, expires_at__gt=timezone.now())
    first = rows.order_by("expires_at").first()
    if first is None:
        return None
    number = rows.count()
    return Step(
        "See lessons that you asked for",
        reverse("tuition:school_pupils", args=[school.pk]),
        hint=f"{number} wait{'s' if number == 1 else ''} for a carer.",
        due=timezone.localdate(first.expires_at),
    )
