"""How long a basket is kept."""

from hub.policy.rules import Whole, rule

rule(
    "basket-days",
    label="Days for which a basket is kept",
    group="Places",
    kind=Whole("days", least=2, most=90),
    default=30,
    help="After that it is forgotten, sent or not. Places and applications stay.",
    source="security.md, retention",
)
