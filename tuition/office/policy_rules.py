"""Who goes first on a waiting list."""

from django.db.models import TextChoices

from hub.policy.rules import OneOf, rule


class Order(TextChoices):
    """Orders that hubs follow. Among those whom a rule puts first, the date of application."""

    DATE = "date", "By the date of application alone"
    EHCP = "ehcp", "Children with an Education, Health and Care Plan first"
    SIBLINGS = "siblings", "Brothers and sisters of those who learn there first"


rule(
    "waiting-order",
    label="Who is offered a free place first",
    group="Places",
    kind=OneOf(tuple(Order.choices)),
    default=Order.DATE.value,
    help="Within a few minutes everybody who waits is put in the new order. Offers that were made "
    "stand.",
    source="hub practice",
)
