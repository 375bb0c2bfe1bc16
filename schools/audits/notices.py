"""E-mails about audits, each a Message row in the transaction of its cause."""

from django.conf import settings
from django.db.models import Q

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue


def submitted(audit):
    """Tell the school's leads and heads that the audit is handed in, and where its result is."""
    at = audit.filling.submitted_at
    _to_the_school(
        audit,
        "audit_submitted",
        # Handed in again after it was reopened is news again.
        key=at.isoformat(),
        who=str(audit.filling.submitted_by or "Somebody"),
    )


def reopened(audit):
    """Tell the school's leads and heads that the hub has given the audit back, and why."""
    _to_the_school(
        audit,
        "audit_reopened",
        key=audit.reopened_at.isoformat(),
        reason=audit.reopen_reason,
    )


def _to_the_school(audit, template, *, key, **context):
    context |= {
        "school": audit.school.name,
        "year": str(audit.year),
        "link": settings.SITE_URL + audit.get_absolute_url(),
    }
    for user in _people(audit.school_id):
        queue(
            template=f"schools/email/{template}",
            to=user.email,
            context=context,
            dedupe_key=f"{template}:{audit.pk}:{key}:{user.pk}",
            user=user,
        )


def _people(school_id):
    held = Q(role__in=[Role.LEAD, Role.HEAD], school=school_id)
    grants = RoleGrant.objects.live().filter(held)
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")
