"""E-mails about reports of visits, each a Message row in the transaction of its cause."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue


def sent(version):
    """Tell lead and head of the school, and whom the visit was arranged with, of the report."""
    visit = version.visit
    context = {
        "school": visit.school.name,
        "day": timezone.localdate(visit.starts_at),
        "officer": str(version.sent_by),
        "correction": version.correction,
        "link": settings.SITE_URL + reverse("visits:report", args=[visit.pk]),
    }
    for address, user in recipients(visit).items():
        queue(
            template="visits/email/report_sent",
            to=address,
            context=context | {"has_account": user is not None},
            dedupe_key=f"visit-report:{visit.pk}:{version.number}:{address}",
            user=user,
        )


def recipients(visit) -> dict:
    """{address: User, or None for whoever has no account} of who is told of the report."""
    held = Q(role__in=[Role.LEAD, Role.HEAD], school=visit.school_id)
    grants = RoleGrant.objects.live().filter(held)
    people = User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")
    found = {user.email: user for user in people}
    if visit.contact_email:
        found.setdefault(visit.contact_email, None)
    return found
