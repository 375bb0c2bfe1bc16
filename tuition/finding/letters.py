"""The e-mails about what does not exist yet. By tuition/letters.py."""

from django.conf import settings

from hub.messaging.letters import letter

_LINK = f"{settings.SITE_URL}/lessons/interest/MTI:3Kz9/"

letter(
    "tuition/email/interest_prove",
    name="Interest in lessons: prove the address",
    when="Somebody wants to hear when lessons start, to the address that they gave.",
    sample=lambda: {"instrument": "oboe", "link": _LINK},
)
letter(
    "tuition/email/interest_started",
    name="Interest in lessons: something has started",
    when="The office tells those who wait for an instrument of new lessons near them.",
    sample=lambda: {
        "instrument": "oboe",
        "link": _LINK,
        "page": f"{settings.SITE_URL}/lessons/find/12/",
    },
)
