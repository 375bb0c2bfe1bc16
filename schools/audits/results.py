"""From answers to a result: pure functions, which ask nothing of anybody.

The level of an area is the mean of its statements' levels, rounded to the nearest, a half down: an
area is not called better than most of it. With fewer than half of what applies answered by a level
it has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schools.audits import content
from schools.choices import AuditLevel

NOT_SURE, NOT_APPLICABLE = "not-sure", "not-applicable"
STRENGTHS, STEPS = 5, 3
_STRENGTHS_AN_AREA = 2


@dataclass(frozen=True)
class Given:
    """One statement as it was asked and answered: ``value`` is the key of an option, or None."""

    key: str
    area: str
    wording: str
    value: str | None
    words: str = ""
    note: str = ""

    @property
    def level(self) -> AuditLevel | None:
        """Its level; None for not sure, not applicable, and not answered."""
        return content.LEVELS.get(self.value or "")

    @property
    def strand(self):
        """Intent, implementation or impact, in words; "" for one that the hub has added."""
        known = content.statements().get(self.key)
        return content.STRANDS[known.strand] if known else ""

    @property
    def feature(self):
        """Which of the seven national features it is about, 0 for none."""
        known = content.statements().get(self.key)
        return known.feature if known else 0

    @property
    def status(self):
        """The level, or what was said instead, in words."""
        if self.level is not None:
            return self.level.label
        return {NOT_SURE: "Not sure", NOT_APPLICABLE: "Not applicable"}.get(
            self.value or "", "Not answered"
        )


@dataclass(frozen=True)
class NextStep:
    """What a school could do next. ``key``: of the statement; ``area``: of the area."""

    key: str
    text: str
    area: str
    area_name: str = ""


@dataclass(frozen=True)
class AreaResult:
    """One area of a result."""

    key: str
    name: str
    given: Sequence[Given]

    @property
    def applicable(self):
        """The statements that apply to the school."""
        return [each for each in self.given if each.value != NOT_APPLICABLE]

    @property
    def level(self) -> AuditLevel | None:
        """The level of the area, None when too little is known, or nothing of it applies."""
        levels = [each.level for each in self.given if each.level is not None]
        if not levels or 2 * len(levels) < len(self.applicable):
            return None
        # The least whole number that is not below the mean less a half, without fractions.
        return AuditLevel(-((len(levels) - 2 * sum(levels)) // (2 * len(levels))))

    @property
    def status(self):
        """The level in words, or why there is none."""
        if self.level is not None:
            return self.level.label
        return "Not sure" if self.applicable else "Not applicable"

    @property
    def good(self):
        """What good looks like, in a few sentences; nothing for an area that the hub has added."""
        known = content.areas().get(self.key)
        return known.good if known else ()

    @property
    def strengths(self) -> list[Given]:
        """What is established or better, the best first."""
        good = [g for g in self.given if g.level is not None and g.level >= AuditLevel.ESTABLISHED]
        return sorted(good, key=lambda each: (-(each.level or 0), not each.feature))

    @property
    def next_steps(self) -> list[NextStep]:
        """A step for each statement below exemplary, the most pressing first."""
        return [_step(each, self) for each in sorted(self._to_do, key=pressing)]

    @property
    def _to_do(self):
        return [
            each for each in self.applicable if each.level != AuditLevel.EXEMPLARY and each.value
        ]


@dataclass(frozen=True)
class Result:
    """What an audit comes to."""

    areas: Sequence[AreaResult]

    @property
    def strengths(self) -> list[tuple[AreaResult, Given]]:
        """The school's main strengths: at most two of one area, the best first."""
        found = [
            (area, each) for area in self.areas for each in area.strengths[:_STRENGTHS_AN_AREA]
        ]
        found.sort(key=lambda pair: (-(pair[1].level or 0), not pair[1].feature))
        return found[:STRENGTHS]

    @property
    def next_steps(self) -> list[NextStep]:
        """Three steps of three areas: the most pressing of each, the most pressing area first."""
        return self.all_steps[:STEPS]

    @property
    def all_steps(self) -> list[NextStep]:
        """Every step: one of each area, then the others, each time the most pressing first."""
        rows = [
            (rank, pressing(each), _as_number(area.level), _step(each, area))
            for area in self.areas
            for rank, each in enumerate(sorted(area._to_do, key=pressing))
        ]
        rows.sort(key=lambda row: (row[0] > 0, row[1], row[2]))
        return [row[3] for row in rows]

    @property
    def features(self) -> list[tuple[str, str]]:
        """(feature, how it stands) of the seven national features that were asked."""
        by_number = {each.feature: each for area in self.areas for each in area.given}
        return [
            (words, by_number[number].status)
            for number, words in content.FEATURES.items()
            if number in by_number
        ]

    @property
    def levels(self) -> dict[str, AuditLevel | None]:
        """{area: level}."""
        return {area.key: area.level for area in self.areas}


def pressing(given: Given):
    """Sorts what is lowest first; "not sure" stands just above "not yet"; a feature goes before."""
    return (0.5 if given.level is None else given.level, not given.feature)


def change(before: AuditLevel | None, now: AuditLevel | None) -> str:
    """How a level has moved since a year ago, in words; "" where one of the two is not known."""
    if before is None or now is None:
        return ""
    if now == before:
        return "As last year"
    return "Further on" if now > before else "Further back"


def _step(given, area):
    if given.level is None:
        text = f"Find out how this stands: “{given.wording.rstrip('.')}”."
    else:
        text = content.step_after(given.key, given.level) or (
            f"Plan the next step for: “{given.wording.rstrip('.')}”."
        )
    return NextStep(given.key, text, area.key, area.name)


def _as_number(level):
    return 0.5 if level is None else level
