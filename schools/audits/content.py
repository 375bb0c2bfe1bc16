"""What the audit says: its areas and statements in our own words, read from ``areas/*.toml``.

The questionnaire starts from these (schools/audits/questionnaire.py), and the hub edits it from
there; what comes next after a level stays here, by the key of the statement. Sources: the seven
features of the National Plan for Music Education 2022, and what hubs ask in audits of their own.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schools.choices import AuditArea, AuditLevel, Phase

STRANDS = {
    "intent": "Intent",
    "implementation": "Implementation",
    "impact": "Impact",
}
STRAND_HINTS = {
    "intent": "what we mean to do",
    "implementation": "what we do",
    "impact": "what it brings",
}
FEATURES = {
    1: "An hour of curriculum music each week up to Year 9",
    2: "Lessons on a range of instruments, and singing",
    3: "A school choir or vocal group",
    4: "A school ensemble, band or group",
    5: "Space to rehearse and to practise",
    6: "A school performance every term",
    7: "Live music at least once a year",
}
_FOLDER = Path(__file__).with_name("areas")
_LAST_AGE_OF_INFANTS = 7


def option_of(level) -> str:
    """The key of a level in answers and in the files of the areas: "not-yet"."""
    return AuditLevel(level).name.lower().replace("_", "-")


#: {key in answers: level}.
LEVELS = {option_of(level): level for level in AuditLevel}


@dataclass(frozen=True)
class Statement:
    """One statement: a sentence for each level, and a next step for each but the highest.

    ``feature``: which of the seven national features it is about, 0 for none. ``skip``: kinds of
    school to which it often does not apply (``kinds_of``).
    """

    key: str
    area: str
    strand: str
    wording: str
    levels: tuple[str, ...]
    steps: tuple[str, ...]
    feature: int = 0
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """One area: what good looks like in it, its statements, and facts that are asked with it."""

    key: str
    name: str
    intro: str
    good: tuple[str, ...]
    facts: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def fact_key(self):
        """The fact that holds its level."""
        return f"audit-{self.key}"


@cache
def areas() -> dict[str, Area]:
    """The eleven areas by key, in order."""
    return {key: _read(key) for key in AuditArea.values}


@cache
def statements() -> dict[str, Statement]:
    """Every statement by key."""
    return {each.key: each for area in areas().values() for each in area.statements}


def kinds_of(school) -> set[str]:
    """Which kinds of school, as ``skip`` names them, a school is."""
    kinds = {str(school.phase)} & {Phase.SPECIAL, Phase.EARLY_YEARS, Phase.POST_16}
    if school.high_age is not None and school.high_age <= _LAST_AGE_OF_INFANTS:
        kinds.add("infant")
    return kinds


def skipped_at(school) -> set[str]:
    """Keys of the statements that often do not apply to a school such as this."""
    kinds = kinds_of(school)
    return {each.key for each in statements().values() if kinds & set(each.skip)}


def _read(key):
    told = tomllib.loads((_FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    return Area(
        key=key,
        name=str(AuditArea(key).label),
        intro=told["intro"],
        good=tuple(told["good"]),
        facts=tuple(told["facts"]),
        statements=tuple(_statement(key, each) for each in told["statement"]),
    )


def _statement(area, told):
    return Statement(
        key=told["key"],
        area=area,
        strand=told["strand"],
        wording=told["wording"],
        levels=tuple(told[key] for key in LEVELS),
        steps=tuple(told[f"to-{key}"] for key, level in LEVELS.items() if level > 0),
        feature=told.get("feature", 0),
        skip=tuple(told.get("skip", ())),
    )


def step_after(key, level) -> str:
    """The next step after a level of a statement, "" after the highest or where we know of none."""
    statement = statements().get(key)
    return statement.steps[level] if statement and level < AuditLevel.EXEMPLARY else ""
