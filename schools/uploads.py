"""What uploads of schools are kept for: each package states its own."""

from schools.audits import uploads  # noqa: F401  (registers itself)
