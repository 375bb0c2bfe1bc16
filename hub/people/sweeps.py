"""What the portal does by itself about families."""

from hub.people.office import sweeps as of_office  # noqa: F401  (registers its own)
