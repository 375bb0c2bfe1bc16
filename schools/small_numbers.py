"""Counts of so few people that they could be known again: not told."""

BELOW = 5
FEW = f"fewer than {BELOW}"


def is_few(people):
    """Is this a count of some people, but too few to tell? None at all is told."""
    return 0 < people < BELOW
