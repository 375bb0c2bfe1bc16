"""The e-mail about personal tokens, with made-up data."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.messaging.letters import letter

letter(
    "api/email/token_made",
    name="Personal token created",
    when="Somebody creates a token for a program.",
    sample=lambda: {
        "name": "Timetable script",
        "expires_at": timezone.now() + timedelta(days=90),
        "link": settings.SITE_URL + reverse("tokens:list"),
    },
)
