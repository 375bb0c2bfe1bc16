"""Counts of so few people that they could be known again: not told."""

from hub.policy.values import value


def too_few():
    """What is written instead of such a count. Source: the rule "suppress-below"."""
    return f"fewer than {value('suppress-below')}"


def is_few(people):
    """Is this a count of some people, but too few to tell? None at all is told."""
    return 0 < people < value("suppress-below")
