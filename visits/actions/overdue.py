"""How many actions of a school are overdue: for lists of schools, and for who is due a visit."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from visits.models import Action


def overdue_actions(today=None):
    """An expression over schools: the number of their actions whose day is past. Never None."""
    rows = Action.objects.overdue(today or timezone.localdate()).filter(school=OuterRef("pk"))
    number = rows.order_by().values("school").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
