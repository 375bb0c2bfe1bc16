"""The e-mail about the report of a visit, with made-up data. Loaded by visits/letters.py."""

import datetime

from django.conf import settings

from hub.messaging.letters import letter

letter(
    "visits/email/report_sent",
    name="Report of a visit",
    when="An officer has sent the report of a visit, to the school’s leads and heads and to whom "
    "the visit was arranged with.",
    sample=lambda: {
        "school": "Oakfield Primary School",
        "day": datetime.date(2026, 11, 12),
        "officer": "Morgan Bell",
        "correction": "The piano is in the hall.",
        "has_account": True,
        "link": f"{settings.SITE_URL}/visits/1/report/",
    },
)
