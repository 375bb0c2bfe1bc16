"""Whose word the answers of “Have Your Say” are: what was said at a visit."""

from schools.choices import FactSource
from schools.survey_bindings import are_told_by
from visits.permissions import QUESTIONNAIRE

are_told_by(QUESTIONNAIRE, FactSource.VISIT)
