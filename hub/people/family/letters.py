"""The e-mails that carers cause, with made-up people."""

import datetime

from django.conf import settings
from django.utils import timezone

from hub.messaging.letters import letter

_HOME = f"{settings.SITE_URL}/family/"

letter(
    "family/email/carer_invited",
    name="A carer invites another",
    when="A carer asks somebody to look after the same children here.",
    sample=lambda: {
        "inviter": "Jo Fairweather",
        "number": 2,
        "link": f"{_HOME}invitation/…/",
        "expires_at": timezone.now() + datetime.timedelta(days=7),
    },
)
letter(
    "family/email/carer_accepted",
    name="A carer’s invitation is accepted",
    when="Somebody has accepted, to the carer who invited them.",
    sample=lambda: {"who": "Sam Fairweather", "link": _HOME},
)
letter(
    "family/email/carer_left",
    name="A carer has left",
    when="A carer no longer looks after a child here, to the other carers of the child.",
    sample=lambda: {"who": "Sam Fairweather", "link": _HOME},
)
letter(
    "family/email/school_changed",
    name="A child goes to another school",
    when="A carer says that a child has changed school, to the hub’s own address.",
    sample=lambda: {
        "reference": "7QK4ABC",
        "from_on": timezone.localdate(),
        "link": f"{settings.SITE_URL}/families/pupils/1/",
    },
)
