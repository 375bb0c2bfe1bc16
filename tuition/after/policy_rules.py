"""Notice, absences, and what the yearly question means. Loaded by tuition/policy_rules.py."""

from hub.policy.rules import Effect, OneOf, Whole, rule
from tuition.choices import NoticeRule

_GROUP = "Lessons"


def _new_notice(old, new):
    return [
        Effect("It holds for notice given from now on. Last days that were confirmed stay."),
        Effect("Families see another last day on the pages of their lessons at once."),
    ]


def _from_now_on(old, new):
    return [Effect("It holds from now on. What was answered or sent stays.")]


def _rule(key, label, kind, default, source, help="", effects=_from_now_on):
    rule(
        key,
        label=label,
        group=_GROUP,
        kind=kind,
        default=default,
        help=help,
        source=source,
        effects=effects,
    )


_rule(
    "notice-rule",
    "Notice for lessons",
    OneOf(tuple(NoticeRule.choices)),
    NoticeRule.FRIDAY.value,
    "Hertfordshire's terms of tuition; Durham's for the second",
    "From it follows the last day of lessons, which families see before they give notice.",
    _new_notice,
)
_rule(
    "notice-weeks",
    "Weeks of notice, where notice is by the week",
    Whole("weeks", least=1, most=26),
    6,
    "hub practice",
    effects=_new_notice,
)
_rule(
    "notice-days-before-end",
    "Days before the end of term, where notice is by days",
    Whole("days", least=1, most=90),
    21,
    "Durham's terms: before the next term's invoice is written",
    effects=_new_notice,
)
_rule(
    "absence-days-back",
    "Days after a lesson until which families can say why somebody was away",
    Whole("days", least=0, most=60),
    7,
    "hub practice",
)
_rule(
    "continue-silence",
    "Who does not answer “continue next year?”",
    OneOf(
        (
            ("end", "is asked again, then ends with the year"),
            ("continue", "continues as it is"),
        )
    ),
    "end",
    "hub practice: no family is charged for lessons that it did not ask for",
    "It counts when a round is closed, for the year that ends.",
)
_rule(
    "continue-remind-days",
    "Days before the last to remind of “continue next year?”",
    Whole("days", least=1, most=60),
    10,
    "hub practice",
)
_rule(
    "continue-remind-last-days",
    "Days before the last to remind of it once more",
    Whole("days", least=0, most=30),
    2,
    "hub practice",
)
