"""The hub's rules about lessons. Each part states its own."""

from tuition.after import policy_rules as after_rules  # noqa: F401  (registers itself)
from tuition.at_school import policy_rules as at_school_rules  # noqa: F401
from tuition.booking import policy_rules as booking_rules  # noqa: F401
from tuition.office import policy_rules as office_rules  # noqa: F401
