"""Questionnaires to start with: each package states its own."""

from schools.audits import questionnaire as audit
from schools.confidence import questionnaire as confidence

audit.state()
confidence.state()
