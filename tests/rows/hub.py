"""The hub's settings, the trail, health and gallery."""

from hub.accounts.choices import Role
from hub.policy.models import LocalAuthority, PolicyRow
from hub.trail.record import record
from tests.answers import (
    MANAGERS,
    NOBODYS,
    PUBLIC,
    Row,
    everybody,
    named,
    only,
    page,
    signed_in,
)


def _authority(code):
    return {"pk": LocalAuthority.objects.create(code=code, name=f"Authority {code}").pk}


def _rule_row():
    return {"pk": PolicyRow.objects.create(key="suppress-below", year=2030, value=7).pk}


ROWS = {
    "policy:settings": page(only(*MANAGERS)),
    "policy:contact": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:look": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:authorities": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:authority_remove": Row(
        only(*MANAGERS),
        only(*MANAGERS, answer=302),
        only(*MANAGERS, answer=404),
        only(*MANAGERS, answer=404),
    ),
    "policy:rules": page(only(*MANAGERS)),
    "policy:rules_export": page(only(*MANAGERS)),
    "policy:rule": Row(
        only(*MANAGERS),
        only(*MANAGERS, answer=422),
        only(*MANAGERS, answer=404),
        only(*MANAGERS, answer=404),
    ),
    "policy:rule_withdraw": Row(
        only(*MANAGERS),
        only(*MANAGERS, answer=302),
        only(*MANAGERS, answer=404),
        only(*MANAGERS, answer=404),
    ),
    "brand_css": PUBLIC,
    "brand_logo": Row(everybody(404), everybody(405), everybody(404), everybody(405)),
    "trail:entries": page(only(*MANAGERS)),
    "trail:export": page(only(*MANAGERS)),
    "trail:entry": Row(
        only(*MANAGERS), signed_in(405), only(*MANAGERS, answer=404), signed_in(405)
    ),
    "health_live": PUBLIC,
    "health_ready": PUBLIC,
    "health_full": page(only(*MANAGERS)),
    "gallery:index": page(only(*MANAGERS, Role.EDITOR), everybody(405)),
}

OBJECTS = {
    "policy:rule": named({"key": "suppress-below"}, {"key": "made-up"}),
    "policy:rule_withdraw": (lambda world, who: _rule_row(), lambda world, who: {"pk": NOBODYS}),
    "policy:authority_remove": (
        lambda world, who: _authority("919"),
        lambda world, who: {"pk": NOBODYS},
    ),
    "brand_logo": named({"name": "made-up.png"}, {"name": "made-up-too.png"}),
    "trail:entry": (
        lambda world, who: {"pk": record("renamed", world.school, by=None).pk},
        lambda world, who: {"pk": NOBODYS},
    ),
}

#: A stylesheet, data, a file; and the whole look-book, on purpose with many headings, which has
#: browser tests of its own.
NO_PAGES = {"brand_css", "health_live", "health_ready", "trail:export", "gallery:index"}
NO_PAGES |= {"policy:rules_export"}
