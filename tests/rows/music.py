"""Instruments."""

from hub.accounts.choices import Role
from hub.music.models import Instrument
from tests.answers import MANAGERS, NOBODYS, Row, only, only_sent, page

KEEPERS = (*MANAGERS, Role.OFFICE)
_CHANGE = Row(
    only(*KEEPERS),
    only(*KEEPERS, answer=422),
    only(*KEEPERS, answer=404),
    only(*KEEPERS, answer=404),
)


def _one(world, who):
    return {"pk": Instrument.objects.get(key="violin").pk}


def _none(world, who):
    return {"pk": NOBODYS}


ROWS = {
    "music:instruments": page(only(*KEEPERS)),
    "music:add": Row(only(*KEEPERS), only(*KEEPERS, answer=422)),
    "music:change": _CHANGE,
    "music:offer": only_sent(
        Row(
            only(*KEEPERS),
            only(*KEEPERS, answer=302),
            only(*KEEPERS, answer=404),
            only(*KEEPERS, answer=404),
        )
    ),
}
OBJECTS = {"music:change": (_one, _none), "music:offer": (_one, _none)}
