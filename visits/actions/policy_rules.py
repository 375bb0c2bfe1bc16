"""The hub's rules about actions. Loaded by visits/policy_rules.py."""

from hub.policy.rules import Whole, rule

rule(
    "action-reminder-days",
    label="How long before an action is due its owner is reminded",
    group="Visits",
    kind=Whole("days", least=1, most=60),
    default=14,
    help="One e-mail tells each person of all their actions that come due.",
    source="hub policy",
)
rule(
    "action-overdue-days",
    label="How often owners of overdue actions are reminded",
    group="Visits",
    kind=Whole("days", least=3, most=90),
    default=14,
    help="Counted from the day on which an action was due, and from the last reminder.",
    source="hub policy",
)
