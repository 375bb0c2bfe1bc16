"""The questionnaire of the audit as it starts: a section for each area. The hub edits it then."""

from hub.surveys.choices import Kind
from hub.surveys.starting import Asks, Option, Part, starts_with
from schools.audits import content
from schools.audits.permissions import QUESTIONNAIRE
from schools.choices import AuditLevel
from schools.survey_bindings import asks_for


def state():
    """State it, for hub.surveys to build where it is missing."""
    starts_with(
        QUESTIONNAIRE,
        title="Music audit",
        purpose="A school’s look at its own music, area by area, once a year.",
        sections=[
            Part(area.key, area.name, area.intro, [*_statements(area), *_facts(area)])
            for area in content.areas().values()
        ],
    )


def _statements(area):
    return [
        Asks(
            each.key,
            Kind.SCALE,
            each.wording,
            help=_about(each),
            options=[
                Option(content.option_of(level), str(level.label), words, int(level))
                for level, words in zip(AuditLevel, each.levels, strict=True)
            ],
            allows_not_sure=True,
            allows_not_applicable=True,
            takes_note=True,
            note_label="How you know",
            carries_over=True,
        )
        for each in area.statements
    ]


def _about(statement):
    strand = f"{content.STRANDS[statement.strand]}: {content.STRAND_HINTS[statement.strand]}."
    feature = " One of the seven features of the national plan." if statement.feature else ""
    return strand + feature


def _facts(area):
    return [asks_for(key) for key in area.facts]
