"""Counts what schools of some districts told as it stands: those that changed since their tally."""

from django.db import connection
from django.db.models import Count, F, FilteredRelation, Q

from schools.models import KnownYear, School
from schools.needs.districts import of_the_year
from schools.needs.figures import COLD_FIGURES
from schools.needs.spreads import BUDGETS
from schools.needs.tallies import counted_by, in_units

# Counted by keys, and named afterwards: names take longer to sort than schools to count.
_NAMED = """
    SELECT {columns} FROM ({counted}) counted
    LEFT JOIN schools_region region ON region.id = counted.region
    """
_DISTRICTS = "LEFT JOIN schools_district district ON district.id = counted.district"


class Standing:
    """What the open schools of these units told, as far as ``narrowed`` leaves them."""

    def __init__(self, units, narrowed):
        schools = narrowed.q() & in_units(units)
        self.schools = School.objects.filter(schools).order_by()
        told = narrowed.q("school__") & in_units(units, "school__district")
        self.told = KnownYear.objects.filter(told).order_by()

    def districts(self, year):
        """[(region's name, phase, district's code, its name, schools, counts)].

        ``counts``: how many told in the year that they have none or some of each cold figure.
        """
        names = {
            f"n{figure.key}_{answer}".replace("-", "_"): Count(
                "pk", filter=of_the_year(figure.where(answer))
            )
            for figure in COLD_FIGURES
            for answer in ("none", "some")
        }
        of_year = FilteredRelation("known_years", condition=Q(known_years__year=year))
        counted = (
            self.schools.annotate(of_year=of_year)
            .values("region", "phase", "district")
            .annotate(number=Count("pk"), **names)
        )
        columns = "region.name, phase, district.code, district.name, number"
        return _rows(f"{columns}, ARRAY[{', '.join(names)}]", _NAMED + _DISTRICTS, counted)

    def cells(self, years):
        """[(year, region's name, phase, counts, budgets as of BUDGETS)]."""
        by = {"region": F("school__region"), "phase": F("school__phase")}
        counted, names = counted_by(self.told.filter(year__in=years), by, budgets=BUDGETS)
        columns = f"year, region.name, phase, ARRAY[{', '.join(names)}], budgets"
        return _rows(columns, _NAMED, counted)


def _rows(columns, named, counted):
    sql, params = counted.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(named.format(columns=columns, counted=sql), params)
        return cursor.fetchall()
