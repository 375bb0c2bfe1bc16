"""The hub's rules about arranging visits. Loaded by visits/policy_rules.py."""

from hub.policy.rules import Effect, Whole, rule

_GROUP = "Arranging visits"


def _from_now_on(old, new):
    return [Effect("It holds from the next time on. What was sent or agreed stays.")]


def _rule(key, label, kind, default, help, source):
    rule(
        key,
        label=label,
        group=_GROUP,
        kind=kind,
        default=default,
        help=help,
        source=source,
        effects=_from_now_on,
    )


_rule(
    "visit-dates-most",
    "Most dates that are proposed to a school at once",
    Whole("dates", least=2, most=6),
    3,
    "Each of them keeps time free in an officer’s week until the school has answered.",
    "hub policy: two or three dates",
)
_rule(
    "visit-link-days",
    "Days for which a school can answer by the link in an e-mail",
    Whole("days", least=3, most=90),
    21,
    "Counted from the day on which dates are proposed. A confirmed visit can be changed by the "
    "link until it begins.",
    "hub policy: three weeks",
)
_rule(
    "visit-chase-days",
    "Days after which a school is reminded of dates that it has not answered",
    Whole("days", least=1, most=60),
    7,
    "One reminder each time that dates are proposed.",
    "hub policy: a week",
)
_rule(
    "visit-no-reply-days",
    "Days after which a visit may be put down as without reply",
    Whole("days", least=1, most=90),
    14,
    "Counted from the day on which dates were proposed. The officer decides; a school may still "
    "answer later.",
    "hub policy: two weeks",
)
_rule(
    "visit-remind-days",
    "Days before a visit on which school and officer are reminded",
    Whole("days", least=1, most=21),
    5,
    "One reminder each. A visit that is agreed later than that needs none.",
    "hub policy: the school week before",
)
_rule(
    "visit-late-days",
    "Days after a visit on which the officer is reminded to mark it done or write it up",
    Whole("days", least=1, most=30),
    2,
    "One reminder a visit; it stands on the officer’s home page until it is done.",
    "hub policy: the report goes out soon after the visit",
)
_rule(
    "visit-undo-days",
    "Days within which “done”, “cancelled” and the like can be taken back",
    Whole("days", least=1, most=90),
    30,
    "Long enough to find a slip, short enough that figures stay.",
    "hub policy: every deletion can be taken back for thirty days",
)
_rule(
    "visit-road-percent",
    "What the straight line to a school is multiplied by, for kilometres",
    Whole("%", least=100, most=250),
    130,
    "Roads are longer than the straight line. The officer can correct the number after the visit.",
    "sector practice: roads are about a third longer",
)
