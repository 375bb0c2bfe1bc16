"""The figures as lines of a table: what CSV, XLSX, the report and its PDF print alike."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from schools.needs.counting import Needs
from schools.needs.figures import BUDGET, FIGURES
from schools.needs.groups import ALL
from schools.needs.telling import told_of
from schools.small_numbers import is_few, too_few

SOURCE = "The hub’s fact base: what schools, visits, records and published plans say, as it holds."
_SPREAD = (
    ("Lowest", "lowest"),
    ("Lower quarter", "lower"),
    ("Median", "median"),
    ("Upper quarter", "upper"),
    ("Highest", "highest"),
)


@dataclass(frozen=True)
class Line:
    """One number that may leave the hub. ``number`` counts schools, ``pounds`` is a budget."""

    section: str
    what: str
    answer: str
    about: str
    year: str
    number: int | str | None
    share: int | None
    pounds: Decimal | None
    told: int | str
    asked: int
    definition: str
    as_at: datetime
    source: str = SOURCE

    @property
    def group(self):
        """Of which schools and year: a row of the PDF."""
        return f"{self.about}, {self.year}"


COLUMNS = {
    "Section": "section",
    "What": "what",
    "Answer": "answer",
    "Schools of": "about",
    "Academic year": "year",
    "Schools": "number",
    "Share of those that told (%)": "share",
    "Pounds": "pounds",
    "Told the hub": "told",
    "Asked": "asked",
    "What is counted": "definition",
    "Source": "source",
    "As at": "as_at",
}


def lines_of(needs: Needs) -> list[Line]:
    """Every figure, group and year, by section; what is small is hidden."""
    told = told_of(needs)
    lines = []
    for figure in FIGURES.values():
        for group in needs.groups:
            for year in needs.years if group.kind == ALL else needs.years[:1]:
                one = told[figure.key, group.kind, group.key, year]
                line = Line(
                    figure.section,
                    figure.label,
                    "",
                    group.name,
                    str(year),
                    None,
                    None,
                    None,
                    one.told,
                    one.row.asked,
                    figure.definition,
                    needs.as_at,
                )
                if figure.section == BUDGET:
                    lines += _of_spread(line, needs.spreads.get((group.kind, group.key, year)))
                else:
                    lines += [
                        replace(
                            line,
                            answer=answer.label,
                            number=one.number(place),
                            share=one.share(place),
                        )
                        for place, answer in enumerate(figure.answers)
                    ]
    return lines


def _of_spread(line, spread):
    if spread is None:
        return []
    if is_few(spread.told):
        return [replace(line, answer=f"Not told of {too_few()} schools")]
    return [replace(line, answer=words, pounds=getattr(spread, name)) for words, name in _SPREAD]
