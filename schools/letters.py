"""The e-mails about schools, with made-up people, for the pages that show them to staff."""

import datetime

from django.conf import settings

from hub.messaging.letters import letter
from schools.audits import letters  # noqa: F401  (registers its own)

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

_PLAN = {"school": "Oakfield Primary School", "year": "2026/27"}
_PLAN_LINK = f"{settings.SITE_URL}/schools/1/plan/1/"
letter(
    "schools/email/plan_agreed",
    name="Development plan agreed",
    when="Somebody of a school has agreed its plan, to the other lead or head.",
    sample=lambda: {**_PLAN, "who": "Amy Fairweather", "link": _PLAN_LINK},
)
letter(
    "schools/email/plan_published",
    name="Development plan published",
    when="Somebody of a school has published the summary of its plan, to the other lead or head.",
    sample=lambda: {**_PLAN, "who": "Amy Fairweather", "link": _PLAN_LINK},
)
letter(
    "schools/email/plan_comment",
    name="Comment on a development plan",
    when="A colleague has commented on a section, to the other lead or head.",
    sample=lambda: {
        **_PLAN,
        "who": "Amy Fairweather",
        "section": "Part A: Curriculum music",
        "words": "Do we still teach Year 5 every other week?",
        "link": f"{_PLAN_LINK}part-a/",
    },
)
letter(
    "schools/email/plan_reminder",
    name="Development plan: reminder before September",
    when="A school has not published a plan for the year that begins, to its lead and head.",
    sample=lambda: {
        **_PLAN,
        "day": datetime.date(2026, 9, 1),
        "link": f"{settings.SITE_URL}/schools/1/plan/",
    },
)
letter(
    "schools/email/plan_review_due",
    name="Development plan due for review",
    when="The day of a plan’s review has come, to the school’s lead and head.",
    sample=lambda: {**_PLAN, "link": _PLAN_LINK},
)

_CHASES = (
    ("plan", "plan", "its music development plan", "plans/"),
    ("audit", "audit", "its music audit", "home/"),
    ("facts", "answers", "what it tells of its music", "known/"),
)
for _about, _what, _words, _page in _CHASES:
    letter(
        f"schools/email/chase_{_about}",
        name=f"Reminder by the hub: {_what}",
        when=f"Hub staff remind a school of {_words}.",
        sample=lambda page=_page: {
            "school": "Oakfield Primary School",
            "year": "2026/27",
            "link": f"{settings.SITE_URL}/schools/1/{page}",
        },
    )
