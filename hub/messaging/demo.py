"""The demo's e-mails of the last days: most went, and a few wait for somebody to look into them."""

import datetime

from django.utils import timezone

from hub.messaging import letters
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from hub.platform.demo import demo_builder

_GONE = {"state": WorkState.DONE, "attempts": 1}
_NO_SUCH_ADDRESS = {
    "state": WorkState.FAILED,
    "attempts": 1,
    "last_error": "SMTPRecipientsRefused 550",
}
_NO_ANSWER = {"state": WorkState.GIVEN_UP, "attempts": 10, "last_error": "TimeoutError"}
#: Which e-mail, to whom, how many hours ago, and what became of it.
_STORY = (
    ("role-ended", "j.whitlock@larkrise.example", 3, _NO_SUCH_ADDRESS),
    ("account-open-again", "s.adeyemi@oldmill.example", 7, _GONE),
    ("invitation", "head@st-swithuns.exmaple", 20, _NO_SUCH_ADDRESS | {"is_secret": True}),
    ("role-ended", "m.pryce@marlbury.example", 26, _NO_ANSWER),
    ("personal-token-created", "timetable@westshiremusic.example", 30, _GONE),
    ("account-closed", "k.novak@brookfield.example", 50, _GONE),
)


@demo_builder("e-mails", order=90)
def build(county):
    """Write them as if the days before ``as_of`` had happened."""
    noon = timezone.make_aware(datetime.datetime.combine(county.as_of, datetime.time(12)))
    for key, to, hours, became in _STORY:
        letter = letters.get(key)
        parts = letter.compose()
        at = noon - datetime.timedelta(hours=hours)
        Message.objects.create(
            to=to,
            template=letter.template,
            subject=parts.subject,
            text=parts.text,
            html=parts.html,
            created_at=at,
            tried_at=at,
            sent_at=at if became is _GONE else None,
            useless_after=at + datetime.timedelta(days=7) if "is_secret" in became else None,
            **became,
        )
