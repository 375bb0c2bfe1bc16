"""The profile of a school, as typed rows: its record, the PDF, the CSV and the command print it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Avg, Count, DecimalField, F, Max, Q, Sum

from hub.charts import Bar, BarChart
from schools.choices import Phase
from schools.contacts import Contact, contacts_of
from schools.facts import REGISTER, Fact, facts_of
from schools.links import Relation, relations
from schools.models import School


@dataclass(frozen=True)
class Comparison:
    """One figure of a school beside the same figure of its district and of the hub.

    Values are None where nobody knows; ``counted``: schools behind the district's and the hub's.
    """

    key: str
    label: str
    unit: str
    school: Decimal | None
    district: Decimal | None
    hub: Decimal | None
    counted: tuple[int, int]
    definition: str

    @property
    def cells(self):
        """School, district and hub as they are written, "Not known" without a value."""
        values = (self.school, self.district, self.hub)
        return ["Not known" if v is None else f"{v:,}{self.unit}" for v in values]

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


@dataclass(frozen=True)
class Profile:
    """Everything on one school that its profile prints. ``as_at``: when the register was read."""

    school: School
    facts: list[Fact]
    relations: list[Relation]
    contacts: list[Contact]
    comparisons: list[Comparison]
    compared_with: str
    as_at: datetime | None

    @property
    def fact_columns(self):
        """Its facts and relations as two columns of about the same length, for the PDF."""
        related = [Fact(each.text, each.words, REGISTER, self.as_at) for each in self.relations]
        every = [*self.facts, *related]
        half = -(-len(every) // 2)
        return [every[:half], every[half:]]


def profile_of(school, *, among=None, contacts=True) -> Profile:
    """The profile of one school.

    ``among``: the schools to whose records its relations lead, all when not given. Without
    ``contacts`` the people are left out, for a reader who may not see them.
    """
    comparisons, compared_with, as_at = _comparisons(school)
    return Profile(
        school=school,
        facts=facts_of(school),
        relations=relations(school, among=School.objects.all() if among is None else among),
        contacts=contacts_of(school) if contacts else [],
        comparisons=comparisons,
        compared_with=compared_with,
        as_at=as_at,
    )


def _comparisons(school):
    """Pupils and free school meals beside district and hub, in one statement.

    Only open schools of the same phase are compared, because a primary school is small beside a
    secondary one; all open schools when the phase is not known. The share of pupils eligible for
    free school meals weighs each school by its pupils, so that it is the share of all pupils.
    Source: register of schools, NumberOfPupils and PercentageFSM.
    """
    others = School.objects.open()
    compared_with = "all open schools, because its phase is not known"
    if school.phase != Phase.NOT_KNOWN:
        others = others.filter(phase=school.phase)
        compared_with = f"open schools of the same phase ({school.get_phase_display().lower()})"
    in_district = Q(district=school.district_id) if school.district_id else Q(pk__in=[])
    told = Q(pupils__isnull=False, fsm_percent__isnull=False)
    figures = others.aggregate(
        pupils_hub=Avg("pupils"),
        pupils_hub_count=Count("pupils"),
        pupils_district=Avg("pupils", filter=in_district),
        pupils_district_count=Count("pupils", filter=in_district),
        eligible_hub=_eligible(told),
        of_hub=Sum("pupils", filter=told),
        fsm_hub_count=Count("pk", filter=told),
        eligible_district=_eligible(told & in_district),
        of_district=Sum("pupils", filter=told & in_district),
        fsm_district_count=Count("pk", filter=told & in_district),
        read_at=Max("imported_at"),
    )
    rows = [
        Comparison(
            key="pupils",
            label="Pupils on roll",
            unit="",
            school=_whole(school.pupils),
            district=_whole(figures["pupils_district"]),
            hub=_whole(figures["pupils_hub"]),
            counted=(figures["pupils_district_count"], figures["pupils_hub_count"]),
            definition="Pupils on the school’s roll; for district and hub the mean of the schools.",
        ),
        Comparison(
            key="fsm",
            label="Eligible for free school meals",
            unit="%",
            school=_tenth(school.fsm_percent),
            district=_share(figures["eligible_district"], figures["of_district"]),
            hub=_share(figures["eligible_hub"], figures["of_hub"]),
            counted=(figures["fsm_district_count"], figures["fsm_hub_count"]),
            definition="Share of pupils who are eligible for free school meals; for district and "
            "hub the share of all pupils of the schools together.",
        ),
    ]
    return rows, compared_with, figures["read_at"]


def _eligible(which):
    """A hundred times the pupils eligible for free school meals at these schools."""
    return Sum(F("pupils") * F("fsm_percent"), filter=which, output_field=DecimalField())


def _whole(value):
    return None if value is None else Decimal(value).quantize(Decimal(1))


def _tenth(value):
    return None if value is None else Decimal(value).quantize(Decimal("0.1"))


def _share(part, whole):
    """``part`` is a hundredfold, so that this is a percentage."""
    return _tenth(part / whole) if whole else None
