"""Counts of so few people that they could be known again: not told."""

from hub.policy.values import value


def too_few():
    """What is written instead of such a count. Source: the rule "suppress-below"."""
    return f"fewer than {value('suppress-below')}"


def least_told():
    """The smallest count that is told. Source: the rule "suppress-below"."""
    return value("suppress-below")


def is_few(people, least=None):
    """Is this a count of some people, but too few to tell? None at all is told.

    ``least``: what ``least_told`` said, for who asks of thousands of counts.
    """
    return 0 < people < (least_told() if least is None else least)
