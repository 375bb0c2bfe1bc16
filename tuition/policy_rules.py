"""The hub's rules about lessons. Each part states its own."""

from tuition.after import policy_rules as after_rules  # noqa: F401  (registers itself)
from tuition.office import policy_rules as office_rules  # noqa: F401
