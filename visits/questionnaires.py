"""Questionnaires to start with: “Have Your Say”, which is filled in at a visit."""

from visits.recording import questionnaire

questionnaire.state()
