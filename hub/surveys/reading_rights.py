"""Who reads the answers to a questionnaire: the app that asks says so, in its ``permissions.py``.

    answers_are_read("audit", lambda user: Q(school__in=user.scope_ids("school", Role.LEAD)))

Answers to a questionnaire of which no app says anything are read by nobody.
"""

_rules: dict = {}


def answers_are_read(key, rule):
    """State who reads the answers to a questionnaire: ``rule(user) -> Q`` over Filling."""
    if key in _rules:
        raise ValueError(f"Who reads answers to {key} is stated twice.")
    _rules[key] = rule


def registered():
    """[(key of the questionnaire, rule)]."""
    return list(_rules.items())
