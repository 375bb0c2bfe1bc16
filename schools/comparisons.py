"""A school's figures beside those of its district and of the hub.

For any number of schools it takes one statement, whose answer has a row for each district and
phase; the figures of the groups are worked out once and shared by all schools. They are kept for
half a minute: they change when a register is read, and adding up 24,000 schools for every record
would be most of its time.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, DecimalField, F, Max, Q, Sum

from hub.charts import Bar, BarChart
from hub.kept import Kept
from schools.choices import Phase
from schools.models import School
from schools.small_numbers import is_few, too_few


@dataclass(frozen=True)
class Comparison:
    """One figure of a school beside the same figure of its district and of the hub.

    Values are None where nobody knows. ``is_few``: so few people stand behind the school's value
    that it is not told, nor the district's where that would give it away. ``counted``: schools
    behind the district's and the hub's.
    """

    key: str
    label: str
    unit: str
    school: Decimal | None
    district: Decimal | None
    hub: Decimal | None
    counted: tuple[int, int]
    definition: str
    is_few: bool = False

    @property
    def cells(self):
        """School, district and hub as they are written, "Not known" without a value."""
        written = [
            "Not known" if value is None else f"{value:,}{self.unit}"
            for value in (self.school, self.district, self.hub)
        ]
        return [too_few(), *written[1:]] if self.is_few else written

    @property
    def told(self):
        """The school's value for a table: "fewer than 5" where it is not told."""
        return too_few() if self.is_few else self.school

    @property
    def chart(self):
        """The known ones as bars, for the record."""
        return self._chart(dense=False)

    @property
    def dense_chart(self):
        """The same, for the one page of the PDF."""
        return self._chart(dense=True)

    def _chart(self, *, dense):
        names = ("This school", "Its district", "The hub")
        values = zip(names, (self.school, self.district, self.hub), self.cells, strict=True)
        bars = [
            Bar(name, float(value), text, series)
            for series, (name, value, text) in enumerate(values, 1)
            if value is not None
        ]
        summary = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
        return BarChart(self.key, self.label, summary, bars, "Where", self.label, dense)


@dataclass
class Group:
    """Sums over the schools of one phase in one district, or over several of these."""

    pupils: int = 0
    schools: int = 0
    eligible: Decimal = Decimal(0)  # a hundredfold, so that a quotient is a percentage
    of: int = 0
    told: int = 0
    read_at: datetime | None = None

    def add(self, other):
        """Add the sums of another group to these."""
        for name in ("pupils", "schools", "eligible", "of", "told"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.read_at = max(filter(None, [self.read_at, other.read_at]), default=None)

    @cached_property
    def mean(self):
        """Pupils a school."""
        return whole(Decimal(self.pupils) / self.schools) if self.schools else None

    @cached_property
    def share(self):
        """Per cent of all their pupils who are eligible for free school meals."""
        return tenth(self.eligible / self.of) if self.of else None


class Comparisons:
    """The groups that some schools are compared with.

    Only open schools of the same phase are compared, because a primary school is small beside a
    secondary one; all open schools when the phase is not known. The share of pupils eligible for
    free school meals weighs each school by its pupils, so that it is the share of all pupils.
    Source: register of schools, NumberOfPupils and PercentageFSM.
    """

    def __init__(self):
        self._of_district, self._of_hub = groups()

    def of(self, school) -> list[Comparison]:
        """Pupils and free school meals of one of the schools beside district and hub."""
        hub = self._of_hub.get(school.phase, Group())
        known = school.district_id is not None
        district = self._of_district.get((school.phase, school.district_id)) if known else None
        district = district or Group()
        return [_pupils(school, district, hub), _free_meals(school, district, hub)]

    def read_at(self, school):
        """When the register was last read for the schools that this one is compared with."""
        return self._of_hub.get(school.phase, Group()).read_at

    @staticmethod
    def among(school):
        """Which schools it is compared with, in words."""
        if school.phase == Phase.NOT_KNOWN:
            return "all open schools, because its phase is not known"
        return f"open schools of the same phase ({school.get_phase_display().lower()})"


def _read():
    """({(phase, district): Group}, {phase: Group}); under "not known" stand all phases together."""
    of_district, of_hub = defaultdict(Group), defaultdict(Group)
    told = Q(pupils__isnull=False, fsm_percent__isnull=False)
    sums = {
        "pupil_sum": Sum("pupils", default=0),
        "counted": Count("pupils"),
        "eligible": Sum(
            F("pupils") * F("fsm_percent"),
            filter=told,
            output_field=DecimalField(),
            default=Decimal(0),
        ),
        "of": Sum("pupils", filter=told, default=0),
        "told": Count("pk", filter=told),
        "read_at": Max("imported_at"),
    }
    rows = School.objects.open().order_by().values("phase", "district").annotate(**sums)
    for phase, district, *found in rows.values_list("phase", "district", *sums):
        for key in {phase, Phase.NOT_KNOWN}:
            of_hub[key].add(Group(*found))
            of_district[key, district].add(Group(*found))
    return dict(of_district), dict(of_hub)


#: Called, the groups of all schools.
groups = Kept(_read, seconds=30)


def _pupils(school, district, hub):
    few = school.pupils is not None and is_few(school.pupils)
    return Comparison(
        key=f"pupils-{school.pk}",
        label="Pupils on roll",
        unit="",
        school=None if few else whole(school.pupils),
        district=_safe(district.mean, few, district.schools),
        hub=_safe(hub.mean, few, hub.schools),
        counted=(district.schools, hub.schools),
        definition="Pupils on the school’s roll; for district and hub the mean of the schools.",
        is_few=few,
    )


def _free_meals(school, district, hub):
    known = school.fsm_percent is not None
    few = known and school.pupils is not None and is_few(school.pupils * school.fsm_percent / 100)
    return Comparison(
        key=f"fsm-{school.pk}",
        label="Eligible for free school meals",
        unit="%",
        school=None if few else tenth(school.fsm_percent),
        district=_safe(district.share, few, district.told),
        hub=_safe(hub.share, few, hub.told),
        counted=(district.told, hub.told),
        definition="Share of pupils who are eligible for free school meals; for district and "
        "hub the share of all pupils of the schools together. Where "
        f"{too_few()} pupils stand behind a school’s figure, it is not told.",
        is_few=few,
    )


def _safe(value, few, counted):
    """A group's figure, but not where it would tell a small school's by taking one other away."""
    return None if few and counted <= 2 else value


def whole(value):
    """Rounded to a whole number, None for None."""
    return None if value is None else Decimal(value).quantize(Decimal(1))


def tenth(value):
    """Rounded to a tenth, None for None."""
    return None if value is None else Decimal(value).quantize(Decimal("0.1"))
