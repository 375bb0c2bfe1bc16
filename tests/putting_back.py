"""The database as the migrations left it, put back after a test that committed.

Django empties every table and saves what migrations wrote anew, row by row: half a second for each
test, most of it for tables that the test never touched. Here the tables that differ are found by
one statement, and they alone are put back.
"""

from dataclasses import dataclass
from io import StringIO

from django.db import IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

TABLES = """
    SELECT relname, (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ), ARRAY(
        SELECT tgname::text FROM pg_trigger
        WHERE tgrelid = pg_class.oid AND NOT tgisinternal AND (tgtype & 3) = 3
    )
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""
#: What a table holds, in a few letters; nothing when it is empty.
PRINT = "(SELECT md5(string_agg(r::text, '|' ORDER BY r::text)) FROM {table} r)"


@dataclass
class Table:
    """A table, and the rows in it when the migrations were done."""

    name: str
    columns: str  # but those that the database works out itself
    guards: list  # triggers that see each row before it changes, and may refuse
    mark: str | None = None
    rows: str = ""

    def keep(self, cursor):
        """Remember the rows that are there now."""
        cursor.execute(f"SELECT {PRINT.format(table=self.name)}")
        (self.mark,) = cursor.fetchone()
        kept = StringIO()
        cursor.copy_expert(f"COPY {self.name} ({self.columns}) TO STDOUT", kept)
        self.rows = kept.getvalue()

    def question(self):
        """A statement that answers with the table's name when it differs from what was kept."""
        if self.mark is None:
            return f"SELECT '{self.name}' WHERE EXISTS (SELECT FROM {self.name})"
        now = PRINT.format(table=self.name)
        return f"SELECT '{self.name}' WHERE {now} IS DISTINCT FROM '{self.mark}'"

    def fill(self, cursor):
        """Write the rows that were kept."""
        if self.rows:
            cursor.copy_expert(f"COPY {self.name} ({self.columns}) FROM STDIN", StringIO(self.rows))

    def guard(self, cursor, what):
        """ENABLE or DISABLE the triggers that would refuse."""
        for name in self.guards:
            cursor.execute(f"ALTER TABLE {self.name} {what} TRIGGER {name}")


class Kept:
    """What every table of the database held when this was made."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            self.tables = {
                name: Table(name, columns, guards)
                for name, columns, guards in cursor.fetchall()
                if name != MigrationRecorder.Migration._meta.db_table
            }
            for table in self.tables.values():
                table.keep(cursor)
        self._question = " UNION ALL ".join(each.question() for each in self.tables.values())

    def put_back(self):
        """Make the database hold again what it held, and nothing else."""
        # A request that a browser gave up may still be answered, and write while we delete.
        for attempt in range(5):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    self._put_back(cursor)
                break
            except IntegrityError:
                if attempt == 4:
                    raise

    def _put_back(self, cursor):
        cursor.execute(self._question)
        changed = [self.tables[name] for (name,) in cursor.fetchall()]
        for table in changed:
            table.guard(cursor, "DISABLE")
        for table in changed:
            cursor.execute(f"DELETE FROM {table.name}")
        for table in changed:
            table.fill(cursor)
        # A table whose foreign keys have yet to be looked at cannot be guarded again.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in changed:
            table.guard(cursor, "ENABLE")
