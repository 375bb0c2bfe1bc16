"""A summary of a music development plan, in the layout of the Department for Education's template.

Page, HTML to paste, PDF and Word document print the same Summary. The words of the template stay
as they are. Source: "School music development plan summary: template", Department for Education.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from hub.calendar.years import AcademicYear

TITLE = "Music development plan summary"
OVERVIEW = "Overview"
DETAIL, INFORMATION = "Detail", "Information"
INTRO = (
    "This is a summary of how our school delivers music education to all our pupils across three "
    "areas – curriculum music, co-curricular provision and musical experiences – and what changes "
    "we are planning in future years. This information is to help pupils and parents or carers "
    "understand what our school offers and who we work with to support our pupils' music education."
)
#: {name of the text: (heading, the sentence that explains it)}, in order.
PARTS = {
    "curriculum": (
        "Part A: Curriculum music",
        "This is about what we teach in lesson time, how much time is spent teaching music and "
        "any music qualifications or awards that pupils can achieve.",
    ),
    "co_curricular": (
        "Part B: Co-curricular music",
        "This is about opportunities for pupils to sing and play music, outside of lesson time, "
        "including choirs, ensembles and bands, and how pupils can make progress in music beyond "
        "the core curriculum.",
    ),
    "experiences": (
        "Part C: Musical experiences",
        "This is about all the other musical events and opportunities that we organise, such as "
        "singing in assembly, concerts and shows, and trips to professional concerts.",
    ),
    "future": (
        "In the future",
        "This is about what the school is planning for subsequent years.",
    ),
    "further": ("Further information (optional)", ""),
}
_NOT_YET, _NONE = "Not given yet", "Not applicable"


@dataclass(frozen=True)
class Row:
    """One row of the overview. ``is_missing``: the template wants it, and it is not there yet."""

    detail: str
    information: str
    is_missing: bool = False


@dataclass(frozen=True)
class Part:
    """One part: ``name`` is the text's name (a key of PARTS), ``text`` Markdown."""

    name: str
    heading: str
    explanation: str
    text: str


@dataclass(frozen=True)
class Summary:
    """What a school tells of its music in an academic year. Long texts are Markdown."""

    school: str
    year: AcademicYear
    published_on: datetime.date | None = None
    review_on: datetime.date | None = None
    lead: str = ""
    senior: str = ""
    hub: str = ""
    partners: str = ""
    curriculum: str = ""
    co_curricular: str = ""
    experiences: str = ""
    future: str = ""
    further: str = ""

    @property
    def title(self):
        """The template's title with the school's name."""
        return f"{TITLE}: {self.school}"

    @cached_property
    def overview(self) -> list[Row]:
        """The seven rows of the overview, in the template's order."""
        other_senior = "" if _same(self.senior, self.lead) else self.senior
        return [
            _row("Academic year that this summary covers", str(self.year)),
            _row("Date this summary was published", _day(self.published_on)),
            _row("Date this summary will be reviewed", _day(self.review_on)),
            _row("Name of the school music lead", self.lead),
            _row(
                "Name of school leadership team member with responsibility for music "
                "(if different)",
                other_senior,
                is_needed=False,
            ),
            _row("Name of local music hub", self.hub),
            _row(
                "Name of other music education organisation(s) (if partnership in place)",
                self.partners,
                is_needed=False,
            ),
        ]

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in order. Further information is left out when there is none."""
        made = [
            Part(name, heading, explanation, getattr(self, name).strip())
            for name, (heading, explanation) in PARTS.items()
        ]
        return [part for part in made if part.text or part.name != "further"]


def _row(detail, information, *, is_needed=True):
    words = " ".join(information.split())
    if words:
        return Row(detail, words)
    return Row(detail, _NOT_YET if is_needed else _NONE, is_missing=is_needed)


def _day(day):
    return f"{day:%-d %B %Y}" if day else ""


def _same(name, other):
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()
