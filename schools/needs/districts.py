"""Districts where no school is known to have a choir, an ensemble and so on."""

from dataclasses import dataclass

from django.db.models import Count, Q

from schools.models import KnownYear
from schools.needs.figures import COLD_FIGURES, Figure
from schools.needs.groups import DISTRICT, Group


@dataclass(frozen=True)
class ColdDistrict:
    """A district, and what none of its schools that told has: [(Figure, how many told)]."""

    group: Group
    lacks: list[tuple[Figure, int]]


def cold_districts(schools, year) -> list[ColdDistrict]:
    """The districts of the schools that lack something, by name; two statements.

    A district of which nobody has told is not cold: it is not known.
    """
    of = dict(
        schools.order_by().values_list("district").exclude(district=None).annotate(Count("pk"))
    )
    told = KnownYear.objects.filter(school__in=schools.order_by(), year=year)
    counts = {}
    for figure in COLD_FIGURES:
        asked = Q(school__phase__in=figure.phases) if figure.phases else Q()
        name = figure.key.replace("-", "_")
        counts[f"{name}_told"] = Count("pk", filter=figure.told & asked)
        counts[f"{name}_some"] = Count("pk", filter=figure.where("some") & asked)
    names = ("school__district", "school__district__code", "school__district__name")
    rows = told.exclude(school__district=None).order_by(names[2]).values(*names).annotate(**counts)
    found = []
    for row in rows:
        lacks = [
            (figure, row[f"{name}_told"])
            for figure in COLD_FIGURES
            for name in [figure.key.replace("-", "_")]
            if row[f"{name}_told"] and not row[f"{name}_some"]
        ]
        if lacks:
            key, code, words = (row[name] for name in names)
            found.append(ColdDistrict(Group(DISTRICT, code, words, of[key]), lacks))
    return found
