"""The hub's rules about records of visits. Loaded by visits/policy_rules.py."""

from hub.policy.rules import Effect, Whole, rule


def _effects(old, new):
    return [Effect("It holds from the next page that is opened on each device.")]


rule(
    "visit-draft-days",
    label="Days for which words of a record that could not be saved stay on a device",
    group="Records of visits",
    kind=Whole("days", least=1, most=30),
    default=7,
    help="Without a connection, what an officer types stays on their phone or tablet until it is "
    "saved, they sign out, or these days are over. Private notes never stay there.",
    source="hub policy: a week away from a connection is the most",
    effects=_effects,
)
