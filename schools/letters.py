"""The e-mails about schools, with made-up people, for the pages that show them to staff."""

from django.conf import settings

from hub.messaging.letters import letter

_ROLE = "School music lead (Oakfield Primary School)"

letter(
    "schools/email/claim_asked",
    name="Somebody asks to join a school",
    when="Somebody says that a school is theirs, to those who may say yes or no.",
    sample=lambda: {
        "role": _ROLE,
        "who": "Amy Fairweather",
        "address": "amy@oakfield.example",
        "words": "I teach Year 4 and have led music since September.",
        "link": f"{settings.SITE_URL}/schools/requests/1/",
    },
)
letter(
    "schools/email/claim_received",
    name="Request to join a school has come in",
    when="Somebody has asked to join a school, to themselves.",
    sample=lambda: {"role": _ROLE, "link": f"{settings.SITE_URL}/schools/requests/mine/"},
)
letter(
    "schools/email/claim_approved",
    name="Request to join a school approved",
    when="The school or the hub said yes.",
    sample=lambda: {"role": _ROLE, "link": f"{settings.SITE_URL}/home/"},
)
letter(
    "schools/email/claim_refused",
    name="Request to join a school refused",
    when="The school or the hub said no.",
    sample=lambda: {"role": _ROLE, "reason": "The school office does not know you."},
)
letter(
    "schools/email/claim_lapsed",
    name="Request to join a school ran out",
    when="Nobody has answered a request in the time that the hub gives.",
    sample=lambda: {"role": _ROLE, "link": f"{settings.SITE_URL}/schools/find/"},
)
