"""The e-mails about families, with made-up people, for the pages that show them to staff."""

from hub.people.family import letters as of_carers  # noqa: F401  (registers its own)
from hub.people.office import letters as of_office  # noqa: F401  (registers its own)
