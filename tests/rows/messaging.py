"""The demo's outbox, the staff's pages of messages, and the texts of e-mails."""

from hub.accounts.choices import Role
from hub.messaging.models import Message
from tests.answers import (
    DEMO_ONLY,
    MANAGERS,
    NOBODYS,
    Row,
    each_their_own,
    everybody,
    named,
    only,
    page,
    signed_in,
)

#: Who has texts of e-mails (security.md: settings, templates of e-mails).
WRITERS = (*MANAGERS, Role.TRAINING, Role.ENSEMBLES, Role.FINANCE)


def _message_to(user):
    row = Message.objects.create(to=user.email, to_user=user, subject="Hello", text="Hello")
    return {"pk": row.pk}


#: Every message is theirs who may see any: for them a stranger's is one that is not there.
_A_MESSAGE = (lambda world, who: _message_to(world.stranger), lambda world, who: {"pk": NOBODYS})
_NO_MESSAGE = only(*MANAGERS, answer=404)
_NO_LETTER = only(*WRITERS, answer=404)

ROWS = {
    "messaging:outbox": Row(everybody(404), everybody(405)),
    "messaging:message": DEMO_ONLY,
    "messaging:as_sent": DEMO_ONLY,
    "messages:list": page(only(*MANAGERS)),
    "messages:message": Row(only(*MANAGERS), signed_in(405), _NO_MESSAGE, signed_in(405)),
    "messages:text": Row(only(Role.MANAGER), signed_in(405), _NO_MESSAGE, signed_in(405)),
    "messages:correct": Row(
        only(Role.MANAGER), only(Role.MANAGER, answer=422), _NO_MESSAGE, _NO_MESSAGE
    ),
    "messages:stop": Row(only(*MANAGERS), only(*MANAGERS, answer=302), _NO_MESSAGE, _NO_MESSAGE),
    # Without a message that is named they lead back to the list.
    "messages:send_again": Row(only(*MANAGERS, answer=302), only(*MANAGERS, answer=302)),
    "messages:results": Row(only(*MANAGERS, answer=302), signed_in(405)),
    "messages:templates": page(only(*WRITERS)),
    "messages:template": Row(only(*WRITERS), signed_in(405), _NO_LETTER, signed_in(405)),
    "messages:template_as_sent": Row(only(*WRITERS), signed_in(405), _NO_LETTER, signed_in(405)),
    "messages:template_copy": Row(
        signed_in(405), only(*WRITERS, answer=302), signed_in(405), _NO_LETTER
    ),
}

OBJECTS = {
    **dict.fromkeys(["messaging:message", "messaging:as_sent"], each_their_own(_message_to)),
    **dict.fromkeys(
        ["messages:message", "messages:text", "messages:correct", "messages:stop"], _A_MESSAGE
    ),
    **dict.fromkeys(
        ["messages:template", "messages:template_as_sent", "messages:template_copy"],
        named({"key": "invitation"}, {"key": "made-up"}),
    ),
}

#: An e-mail as a mail program draws it: none of the portal's pages, with tests of its own.
NO_PAGES = {"messages:template_as_sent"}
