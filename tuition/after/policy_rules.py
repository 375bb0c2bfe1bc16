"""How notice is given."""

from hub.policy.rules import OneOf, Whole, rule
from tuition.choices import NoticeRule

_GROUP = "Lessons"

rule(
    "notice-rule",
    label="Notice for lessons",
    group=_GROUP,
    kind=OneOf(tuple(NoticeRule.choices)),
    default=NoticeRule.FRIDAY.value,
    help="From it follows the last day of lessons, which families see before they give notice.",
    source="Hertfordshire's terms of tuition; Durham's for the second",
)
rule(
    "notice-weeks",
    label="Weeks of notice, where notice is by the week",
    group=_GROUP,
    kind=Whole("weeks", least=1, most=26),
    default=6,
    source="hub practice",
)
rule(
    "notice-days-before-end",
    label="Days before the end of term, where notice is by days",
    group=_GROUP,
    kind=Whole("days", least=1, most=90),
    default=21,
    source="Durham's terms: before the next term's invoice is written",
)
rule(
    "absence-days-back",
    label="Days after a lesson until which families can say why somebody was away",
    group=_GROUP,
    kind=Whole("days", least=0, most=60),
    default=7,
    source="hub practice",
)
rule(
    "continue-silence",
    label="Who does not answer “continue next year?”",
    group=_GROUP,
    kind=OneOf(
        (
            ("end", "is asked again, then ends with the year"),
            ("continue", "continues as it is"),
        )
    ),
    default="end",
    source="hub practice: no family is charged for lessons that it did not ask for",
)
rule(
    "continue-remind-days",
    label="Days before the last to remind of “continue next year?”",
    group=_GROUP,
    kind=Whole("days", least=1, most=60),
    default=10,
    source="hub practice",
)
rule(
    "continue-remind-last-days",
    label="Days before the last to remind of it once more",
    group=_GROUP,
    kind=Whole("days", least=0, most=30),
    default=2,
    source="hub practice",
)
