"""The e-mails about places in general, with made-up data, for the pages that show them to staff."""

from django.conf import settings

from hub.messaging.letters import letter

letter(
    "places/email/untold",
    name="Places: a family could not be told",
    when="The letters about a change of a place have failed for two hours, to the hub's address.",
    sample=lambda: {
        "reference": "K7QX4PM2",
        "event": "offered",
        "link": f"{settings.SITE_URL}/lessons/1/",
    },
)
