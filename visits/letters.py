"""The e-mails about visits, with made-up data, for the pages that show them to staff."""

from visits.actions import letters as action_letters  # noqa: F401  (registers its own)
from visits.arranging import letters as arranging_letters  # noqa: F401  (registers its own)
from visits.recording import letters as of_recording  # noqa: F401  (registers its own)
