"""Questionnaires and sets of answers."""

from itertools import count

from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.surveys.choices import Kind, VersionState
from hub.surveys.models import Filling, Question, Questionnaire, Section, Version

_numbers = count(1)
LEVELS = [
    {"key": "not-yet", "words": "Not yet", "description": "It does not happen.", "value": 0},
    {"key": "emerging", "words": "Emerging", "description": "It has begun.", "value": 1},
    {"key": "established", "words": "Established", "description": "It is usual.", "value": 2},
]


def make_questionnaire(**fields):
    """A questionnaire without versions."""
    number = next(_numbers)
    return Questionnaire.objects.create(
        **{"key": f"survey-{number}", "title": f"Survey {number}"} | fields
    )


def make_section(version, *, key="singing", title="Singing", questions=()):
    """A section at the end of a draft; ``questions``: fields of each question."""
    section = Section.objects.create(
        version=version, position=version.sections.count() + 1, key=key, title=title
    )
    for fields in questions:
        add_question(section, **fields)
    return section


def add_question(section, **fields):
    """A question at the end of a section of a draft."""
    given = {
        "key": f"question-{next(_numbers)}",
        "kind": Kind.TEXT,
        "wording": "How do you sing?",
    } | fields
    if given["kind"] in (Kind.CHOICE, Kind.CHOICES, Kind.SCALE):
        given.setdefault("options", LEVELS)
    return Question.objects.create(
        version=section.version, section=section, position=section.questions.count() + 1, **given
    )


def publish(version):
    """The draft, published just now."""
    version.state, version.published_at = VersionState.PUBLISHED, timezone.now()
    version.save(update_fields=["state", "published_at"])
    return version


def make_version(*, questions=(), questionnaire=None, number=1, is_draft=False):
    """A version with one section "singing" of these questions, published unless ``is_draft``."""
    version = Version.objects.create(
        questionnaire=questionnaire or make_questionnaire(), number=number
    )
    make_section(version, questions=questions)
    return version if is_draft else publish(version)


def make_filling(version, *, school=None, year=None, **fields):
    """An open set of answers."""
    year = year or AcademicYear.current()
    return Filling.objects.create(version=version, school=school, year=year, **fields)
