"""The audit: a school's look at its own music, area by area, once a year (docs/audit.md)."""
