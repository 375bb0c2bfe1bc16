"""The hub's rules about resources."""

from hub.policy.rules import Whole, rule

rule(
    "most-read-days",
    label="Days that count for the most read resources",
    group="Resources",
    kind=Whole("days", least=7, most=730),
    default=90,
    help="“Most read” counts how often each resource was opened in these days. Who opened it is "
    "not kept.",
    source="hub policy: about a term",
)
