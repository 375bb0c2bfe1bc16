"""E-mails about a copy of a family's data."""

from django.conf import settings
from django.urls import reverse

from hub.messaging.outbox import queue


def ready(export):
    """Tell the carer that the copy can be fetched."""
    _to_carer(export, "families/email/data_ready", {"until": export.expires_at})


def refused(export):
    """Tell the carer that there is none, and why."""
    _to_carer(export, "families/email/data_refused", {"words": export.refusal})


def _to_carer(export, template, context):
    carer = export.carer
    address = carer.email or (carer.user.email if carer.user else "")
    if not address:
        return
    queue(
        template=template,
        to=address,
        user=carer.user,
        context={"link": settings.SITE_URL + reverse("family:data"), **context},
        dedupe_key=f"{template}:{export.pk}",
    )
