"""The hub's rules about visits. Each part states its own."""

from visits.actions import policy_rules as action_rules  # noqa: F401  (registers itself)
from visits.arranging import policy_rules as arranging_rules  # noqa: F401  (registers itself)
from visits.due import policy_rules as due_rules  # noqa: F401  (registers itself)
from visits.engagement import policy_rules as engagement_rules  # noqa: F401  (registers itself)
from visits.recording import policy_rules as recording_rules  # noqa: F401  (registers itself)
