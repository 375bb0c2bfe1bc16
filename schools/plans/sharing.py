"""What sharing a plan with the hub means, in words."""


def what_follows(plan) -> list[str]:
    """Sentences about sharing a plan, or about no longer sharing it."""
    if plan.shared_at is not None:
        return [
            f"Officers of the hub have been able to read it since {plan.shared_at:%-d %B %Y}.",
            "They no longer can. What is published stays public.",
        ]
    return [
        "Officers of the hub can read the whole plan, with actions and budget, and change nothing.",
        "Nobody else can: no other school, no trust, no parent.",
        "You can stop sharing at any time.",
    ]
