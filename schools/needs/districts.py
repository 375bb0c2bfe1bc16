"""Districts where no school is known to have a choir, an ensemble and so on."""

from dataclasses import dataclass

from django.db.models import Count, FilteredRelation, Q

from schools.needs.figures import COLD_FIGURES, Figure
from schools.needs.groups import DISTRICT, Group


@dataclass(frozen=True)
class ColdDistrict:
    """A district, and what none of its schools that told has: [(Figure, how many told)]."""

    group: Group
    lacks: list[tuple[Figure, int]]


def cold_districts(schools, year) -> list[ColdDistrict]:
    """The districts of the schools that lack something, by name; one statement.

    A district of which nobody has told is not cold: it is not known.
    """
    counts = {"of": Count("pk")}
    for figure in COLD_FIGURES:
        asked = Q(phase__in=figure.phases) if figure.phases else Q()
        for name, where in (("told", figure.told), ("some", figure.where("some"))):
            counts[_name(figure, name)] = Count("pk", filter=of_the_year(where) & asked)
    rows = (
        schools.exclude(district=None)
        .annotate(of_year=FilteredRelation("known_years", condition=Q(known_years__year=year)))
        .order_by("district__name")
        .values("district__code", "district__name")
        .annotate(**counts)
    )
    found = []
    for row in rows:
        lacks = [
            (figure, row[_name(figure, "told")])
            for figure in COLD_FIGURES
            if row[_name(figure, "told")] and not row[_name(figure, "some")]
        ]
        if lacks:
            group = Group(DISTRICT, row["district__code"], row["district__name"], row["of"])
            found.append(ColdDistrict(group, lacks))
    return found


def _name(figure, what):
    return f"{figure.key.replace('-', '_')}_{what}"


def of_the_year(where):
    """The same Q over ``of_year``, a school's row of one year. For Qs without a NOT."""
    return Q(*((f"of_year__{name}", value) for name, value in where.children))
