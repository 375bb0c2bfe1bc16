"""Letters about personal tokens."""

from django.conf import settings
from django.urls import reverse

from hub.messaging.outbox import queue


def token_made(token):
    """Tell its owner, so that they know when somebody else made one."""
    queue(
        template="api/email/token_made",
        to=token.user.email,
        context={
            "name": token.name,
            "expires_at": token.expires_at,
            "link": settings.SITE_URL + reverse("tokens:list"),
        },
        dedupe_key=f"token-made:{token.pk}",
        user=token.user,
    )
