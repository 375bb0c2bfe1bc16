"""Questionnaires in versions, and the answers to them."""

from hub.surveys.models.fillings import Answer, EarlierAnswer, Filling
from hub.surveys.models.questionnaires import Question, Questionnaire, Section, Version

__all__ = [
    "Answer",
    "EarlierAnswer",
    "Filling",
    "Question",
    "Questionnaire",
    "Section",
    "Version",
]
