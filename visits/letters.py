"""The e-mails about visits, with made-up data, for the pages that show them to staff."""

from visits.arranging import letters as of_arranging  # noqa: F401  (registers its own)
from visits.recording import letters as of_recording  # noqa: F401  (registers its own)
