"""The e-mail to a carer for whose child a school asks. Registered by tuition/letters.py."""

from django.conf import settings

from hub.messaging.letters import letter

letter(
    "tuition/email/school_application",
    name="Lessons: a school asks",
    when="A school asks for lessons for a pupil, to the carer whose address it gives.",
    sample=lambda: {
        "link": f"{settings.SITE_URL}/lessons/for-your-child/made-up-token/",
        "until": "Friday 18 December 2026",
    },
)
