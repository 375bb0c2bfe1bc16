"""The e-mails about families, with made-up people, for the pages that show them to staff."""

from hub.people.family import letters  # noqa: F401  (registers its own)
