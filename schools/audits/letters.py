"""The e-mails about audits, with made-up data. Loaded by schools/letters.py."""

from django.conf import settings

from hub.messaging.letters import letter

_SCHOOL = {"school": "Oakfield Primary School", "year": "2026/27"}

letter(
    "schools/email/audit_submitted",
    name="Music audit handed in",
    when="A school has handed in its audit, to its leads and heads.",
    sample=lambda: {
        **_SCHOOL,
        "who": "Amy Fairweather",
        "link": f"{settings.SITE_URL}/schools/1/audit/2026-27/result/",
    },
)
letter(
    "schools/email/audit_reopened",
    name="Music audit given back",
    when="The hub has reopened an audit, to the school’s leads and heads.",
    sample=lambda: {
        **_SCHOOL,
        "reason": "You phoned to say that two areas were mixed up.",
        "link": f"{settings.SITE_URL}/schools/1/audit/2026-27/",
    },
)
