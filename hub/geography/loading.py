"""Postcodes on their way into the database, area by area, in bounded memory.

Nothing outside this module writes PostcodePoint, PostcodeArea or PostcodeFile.
"""

import io

from django.db import connection, transaction
from django.db.models import CharField, Func, Value

from hub.geography.models import PostcodeArea, PostcodeFile, PostcodePoint
from hub.geography.points import sources
from hub.geography.postcodes import area
from hub.trail.record import record

#: So many lines wait in memory; each such batch is one statement, well within its time limit.
BATCH = 20_000


def areas_in_use():
    """The postcode areas of everything that has a place."""
    letters = Func(
        "postcode",
        Value("^([A-Z]{1,2})[0-9]"),
        function="substring",
        output_field=CharField(),
    )
    found = set()
    for _, queryset in sources():
        found |= set(queryset.order_by().values_list(letters, flat=True).distinct())
    return found - {None}


class Load:
    """A table of its own for the lines of one file, which the transaction forgets in the end.

    with Load() as load:
        load.add((postcode, quality, easting, northing))
        load.put_in(load.counts(), …)
    """

    def __init__(self):
        self.added = self.without_place = 0
        self._waiting = []

    def __enter__(self):
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        self._run("DROP TABLE IF EXISTS postcodes_on_their_way")
        self._run(
            "CREATE TEMPORARY TABLE postcodes_on_their_way (area varchar(2), postcode varchar(8), "
            "quality integer, easting integer, northing integer) ON COMMIT DROP"
        )
        return self

    def __exit__(self, *raised):
        return self._atomic.__exit__(*raised)

    def add(self, point):
        """Take one more point: (postcode, quality, easting, northing)."""
        self._waiting.append(point)
        self.added += 1
        if len(self._waiting) == BATCH:
            self._flush()

    def counts(self):
        """{area: number of different postcodes}, once all are there."""
        self._flush()
        self._run("CREATE INDEX ON postcodes_on_their_way (area)")
        self._run("ANALYZE postcodes_on_their_way")
        return dict(
            self._run(
                "SELECT area, count(DISTINCT postcode) FROM postcodes_on_their_way "
                "GROUP BY area ORDER BY area"
            )
        )

    def put_in(self, counts, *, file_name, elsewhere, unreadable, by) -> PostcodeFile:
        """Put these postcodes in the place of those that stood for their areas."""
        # Two files at once would mix: whoever comes second waits. Reading goes on.
        self._run("LOCK TABLE geography_postcodepoint IN SHARE ROW EXCLUSIVE MODE")
        file = PostcodeFile.objects.create(
            file_name=file_name[:200],
            areas=list(counts),
            loaded=sum(counts.values()),
            without_place=self.without_place,
            elsewhere=elsewhere,
            unreadable=unreadable,
            by=by,
        )
        for each, number in counts.items():
            PostcodePoint.objects.filter(postcode__regex=f"^{each}[0-9]").delete()
            self._run(_PUT_IN, [each])
            PostcodeArea.objects.update_or_create(
                area=each, defaults={"postcodes": number, "file": file}
            )
        changes = {"areas": (None, ", ".join(counts)), "postcodes": (None, file.loaded)}
        record("loaded", file, by=by, changes=changes)
        return file

    def _flush(self):
        """COPY what waits. The cells are checked: letters, figures and one space."""
        rows = "".join(
            f"{area(code)}\t{code}\t{quality}\t{easting}\t{northing}\n"
            for code, quality, easting, northing in self._waiting
        )
        self._waiting.clear()
        with connection.cursor() as cursor:
            cursor.copy_expert("COPY postcodes_on_their_way FROM STDIN", io.StringIO(rows))

    def _run(self, sql, values=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else None


# Of a postcode that the file names twice, the better place.
_PUT_IN = """
    INSERT INTO geography_postcodepoint (postcode, easting, northing)
    SELECT DISTINCT ON (postcode) postcode, easting, northing
    FROM postcodes_on_their_way WHERE area = %s
    ORDER BY postcode, quality, easting, northing
"""
