"""The report "tuition-summary": who learns what, by instrument and key stage, and hours taught."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef

from hub.calendar.choices import KeyStage
from hub.calendar.stages import key_stage, year_group
from hub.calendar.years import AcademicYear, YearChoiceField
from hub.people.models import Needs
from hub.places.choices import TAUGHT, PlaceState
from hub.reporting.forms import ReportForm
from tuition.choices import GROUPS
from tuition.models import Enrolment
from tuition.office.hiding import hidden

ALL, ADULTS, NO_STAGE = "All", "Adults", "No key stage"
_ORDER = [*KeyStage.labels, ADULTS, NO_STAGE, ALL]


@dataclass(frozen=True)
class SummaryLine:
    """Learners of one instrument and key stage. ``hours``: taught in a week, by tutors."""

    instrument: str
    stage: str
    pupils: int | str
    enrolments: int | str
    with_plan: int | str
    hours: Decimal | None = None


@dataclass
class _Tally:
    pupils: set = field(default_factory=set)
    planned: set = field(default_factory=set)
    enrolments: int = 0
    minutes: dict = field(default_factory=dict)


class SummaryForm(ReportForm):
    """Of which year."""

    marks_optional = False

    period = YearChoiceField(back=4, ahead=1, required=False, initial=AcademicYear.current)

    def subject(self):
        """The year."""
        return str(self.cleaned_data["period"] or AcademicYear.current())


COLUMNS = {
    "Instrument": "instrument",
    "Key stage": "stage",
    "Pupils": "pupils",
    "Enrolments": "enrolments",
    "With an EHCP": "with_plan",
    "Teaching hours a week": "hours",
}
COUNTS = ("pupils", "enrolments", "with_plan")
DEFINITIONS = {
    "Pupils": "Different learners with a place in the year, also one that has ended. Who learns "
    "two instruments counts once in each, and once in all.",
    "Enrolments": "Places: who learns two instruments counts twice.",
    "With an EHCP": "Pupils whose carers said that they have an Education, Health and Care Plan. "
    "SEN support and pupil premium are not known here.",
    "Teaching hours a week": "Minutes of the places that stand now: a group counts once, a lesson "
    "arranged for one learner by itself. Without travel and preparation.",
    "Key stage": "Of the academic year reported on, by date of birth, and as taught out of year.",
}


def rows(*, period=None) -> list[SummaryLine]:
    """By instrument and key stage, each instrument together, then all; small counts hidden.

    ``period``: this year when not given.
    """
    period = period or AcademicYear.current()
    tallies: dict = defaultdict(_Tally)
    found = Enrolment.objects.of_pupils().filter(
        provision__year=period,
        state__in=[str(each) for each in (*TAUGHT, PlaceState.ENDED)],
    )
    has_plan = Exists(Needs.objects.filter(pupil=OuterRef("pupil"), has_ehcp=True))
    rows = found.select_related("provision__instrument", "pupil").annotate(has_plan=has_plan)
    for row in rows.order_by().iterator(chunk_size=2000):
        name = row.provision.instrument.name
        for key in ((name, _stage_of(row.pupil, period)), (name, ALL), (ALL, ALL)):
            _count(tallies[key], row)
    lines: list[SummaryLine] = []
    for name in sorted({name for name, _ in tallies} - {ALL}):
        stages = sorted(
            {stage for of, stage in tallies if of == name and stage != ALL}, key=_ORDER.index
        )
        by_stage = [_line(name, stage, tallies[name, stage]) for stage in stages]
        lines += hidden(by_stage, COUNTS, _line(name, ALL, tallies[name, ALL], hours=True))
    if lines:
        lines += hidden([_line("All instruments", ALL, tallies[ALL, ALL], hours=True)], COUNTS)
    return lines


def _stage_of(pupil, year) -> str:
    if pupil.is_adult:
        return ADULTS
    if pupil.born_on is None:
        return NO_STAGE
    group = year_group(born=pupil.born_on, year=year, out_by=pupil.out_by)
    return NO_STAGE if group is None else str(key_stage(group).label)


def _count(tally, row):
    tally.pupils.add(row.pupil_id)
    tally.enrolments += 1
    if row.has_plan:
        tally.planned.add(row.pupil_id)
    if row.state in TAUGHT:
        shared = row.provision.kind in GROUPS
        tally.minutes[row.provision_id if shared else f"of {row.pk}"] = row.provision.minutes


def _line(name, stage, tally, *, hours=False) -> SummaryLine:
    taught = Decimal(sum(tally.minutes.values())) / 60
    return SummaryLine(
        name,
        stage,
        len(tally.pupils),
        tally.enrolments,
        len(tally.planned),
        taught.quantize(Decimal("0.1")) if hours else None,
    )
