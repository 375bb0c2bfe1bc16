"""The hub’s rules about visits."""

from visits.arranging import policy_rules as of_arranging  # noqa: F401  (registers its own)
