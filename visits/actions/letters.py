"""The e-mails about actions, with made-up data. Loaded by visits/letters.py."""

import datetime

from django.conf import settings

from hub.messaging.letters import letter

_ACTION = {
    "school": "Oakfield Primary School",
    "what": "Begin a lunchtime choir for Years 3 and 4",
    "due_on": datetime.date(2027, 2, 12),
    "who": "Olive Officer",
    "link": f"{settings.SITE_URL}/visits/actions/1/",
}

letter(
    "visits/email/action_given",
    name="An action was given to somebody",
    when="Somebody has noted an action, to whoever of the hub or the school is to do it.",
    sample=lambda: _ACTION,
)
letter(
    "visits/email/action_done",
    name="An action is done",
    when="School or partner has done an action, to whoever of the hub looks after it.",
    sample=lambda: {**_ACTION, "evidence": "Thirty pupils sing every Tuesday since January."},
)
letter(
    "visits/email/actions_due",
    name="Actions that are due",
    when="Before actions come due and while they are overdue, one e-mail to each person.",
    sample=lambda: {
        "lines": [
            {**_ACTION, "is_late": False},
            {**_ACTION, "what": "Send the list of drums", "is_late": True},
        ],
        "late": 1,
        "soon": 1,
        "link": f"{settings.SITE_URL}/home/",
    },
)
