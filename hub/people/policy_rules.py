"""Up to what age somebody learns as a child, and how many children one account adds."""

from hub.people.office import policy_rules as of_office  # noqa: F401  (registers its own)
from hub.policy.rules import Whole, rule

_GROUP = "Families"

rule(
    "child-age-most",
    label="Age to which somebody is entered as a child",
    group=_GROUP,
    kind=Whole("years", least=15, most=24),
    default=18,
    help="Who is older makes an account of their own, as an adult learner.",
    source="counting rules of the annual return: children and young people to 18",
)
rule(
    "plan-age-most",
    label="The same with an Education, Health and Care Plan",
    group=_GROUP,
    kind=Whole("years", least=18, most=30),
    default=25,
    source="counting rules of the annual return: to 25 with an EHCP",
)
rule(
    "adult-age-least",
    label="Age from which somebody learns on an account of their own",
    group=_GROUP,
    kind=Whole("years", least=16, most=21),
    default=18,
    source="design of the portal: accounts are for adults",
)
rule(
    "children-a-day",
    label="Children that one account adds in a day",
    group=_GROUP,
    kind=Whole("children", least=3, most=100),
    default=10,
    help="Against floods. Foster carers and large families come below it.",
    source="design of the portal",
)
rule(
    "carer-invitations-a-day",
    label="Carers whom one account invites in a day",
    group=_GROUP,
    kind=Whole("invitations", least=1, most=50),
    default=5,
    help="Against floods of e-mail.",
    source="design of the portal",
)
