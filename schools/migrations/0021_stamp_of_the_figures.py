"""A sequence from which every change of what figures count draws a number (schools.needs.kept)."""

from django.db import migrations

TABLES = ("schools_knownyear", "schools_school", "schools_region", "schools_district")

# A sequence, because it locks nobody out: a counter in a row would let writers wait for each other.
MAKE = """
    CREATE SEQUENCE schools_needs_stamp;
    CREATE FUNCTION schools_stamp_needs() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM nextval('schools_needs_stamp');
        RETURN NULL;
    END
    $$;
    """ + "".join(
    f"""
    CREATE TRIGGER stamps_the_needs AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION schools_stamp_needs();
    """
    for table in TABLES
)
UNMAKE = (
    "".join(f"DROP TRIGGER stamps_the_needs ON {table};" for table in TABLES)
    + "DROP FUNCTION schools_stamp_needs(); DROP SEQUENCE schools_needs_stamp;"
)


class Migration(migrations.Migration):
    dependencies = [("schools", "0020_reminders_to_schools")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
