"""How long what the hub knows of families is kept. By hub/people/policy_rules.py."""

from hub.policy.rules import Whole, rule

_GROUP = "Families: how long data is kept"

rule(
    "retention-enquiry-days",
    label="Days for which baskets and enquiries are kept",
    group=_GROUP,
    kind=Whole("days", least=7, most=365),
    default=30,
    help="Baskets that nobody finished, and invitations and applications that nobody answered.",
    source="retention schedule of the hub",
)
rule(
    "retention-interest-days",
    label="Days for which it is kept who wants to hear, and who waited in vain",
    group=_GROUP,
    kind=Whole("days", least=90, most=1_095),
    default=365,
    source="retention schedule of the hub",
)
rule(
    "retention-pupil-years",
    label="Years for which a pupil is known after leaving",
    group=_GROUP,
    kind=Whole("years", least=1, most=10),
    default=3,
    help="Then name and birthday go. Counts stay, and what the accounts need for six years.",
    source="retention schedule of the hub",
)
