"""Reports on visits. Each part has its own."""

from visits.recording import reports as recording  # noqa: F401  (registers its own)
