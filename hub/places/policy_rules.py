"""How long places are held and offered, and how many one visitor may hold."""

from hub.policy.rules import Whole, rule

_GROUP = "Places"

rule(
    "offer-days",
    label="Days to answer an offer",
    group=_GROUP,
    kind=Whole("days", least=1, most=30),
    default=7,
    help="An offer that nobody answers goes to the next in turn.",
    source="hub practice",
)
rule(
    "offer-reminder-days",
    label="Days before the last to remind of an offer",
    group=_GROUP,
    kind=Whole("days", least=1, most=14),
    default=2,
    source="hub practice",
)
rule(
    "hold-minutes",
    label="Minutes for which a chosen place is kept",
    group=_GROUP,
    kind=Whole("minutes", least=10, most=120),
    default=30,
    source="design of the portal",
)
rule(
    "hold-hours-most",
    label="Hours for which a chosen place is kept at the most",
    group=_GROUP,
    kind=Whole("hours", least=1, most=12),
    default=2,
    source="design of the portal",
)
rule(
    "holds-a-visitor",
    label="Places that one visitor may keep at once",
    group=_GROUP,
    kind=Whole("places", least=1, most=20),
    default=6,
    source="design of the portal",
)
rule(
    "holds-an-address",
    label="Places that visitors of one network may keep at once",
    group=_GROUP,
    kind=Whole("places", least=5, most=500),
    default=40,
    help="A school or library is one network: too few would shut families out.",
    source="design of the portal",
)
