"""The office's e-mails to families, with made-up data. By hub/people/letters.py."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hub.messaging.letters import letter
from hub.people.circulars import TEMPLATE

for _what, _is_news in (("about lessons", False), ("news", True)):
    letter(
        TEMPLATE,
        name=f"Message to families: {_what}",
        when="The office writes to many families at once.",
        sample=lambda is_news=_is_news: {
            "text": "Our spring term starts on Monday.\n\nPlease bring your music book.",
            "is_news": is_news,
        },
    )

letter(
    "families/email/data_ready",
    name="Copy of data: ready",
    when="The office hands out a copy of a family’s data.",
    sample=lambda: {
        "link": f"{settings.SITE_URL}/family/data/",
        "until": timezone.now() + timedelta(days=30),
    },
)
letter(
    "families/email/data_refused",
    name="Copy of data: refused",
    when="The office cannot hand out a copy of a family’s data.",
    sample=lambda: {
        "link": f"{settings.SITE_URL}/family/data/",
        "words": "We do not know yet who you are to the child.",
    },
)
