"""Triggers that mark the districts of which figures across schools have changed."""

from django.db import migrations

# A mark is a row of its own that nobody waits for: a counter a district would let writers wait for
# each other, and an import of the register against everybody.
MAKE = """
    CREATE FUNCTION schools_mark_needs_of_years() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO schools_needsmark (unit)
        SELECT DISTINCT coalesce(school.district_id, 0)
        FROM changed JOIN schools_school school ON school.id = changed.school_id;
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER marks_needs_of_new_years AFTER INSERT ON schools_knownyear
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_years();
    CREATE TRIGGER marks_needs_of_changed_years AFTER UPDATE ON schools_knownyear
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_years();
    CREATE TRIGGER marks_needs_of_gone_years AFTER DELETE ON schools_knownyear
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_years();

    CREATE FUNCTION schools_mark_needs_of_schools() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO schools_needsmark (unit)
        SELECT DISTINCT coalesce(changed.district_id, 0) FROM changed;
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER marks_needs_of_new_schools AFTER INSERT ON schools_school
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_schools();
    CREATE TRIGGER marks_needs_of_gone_schools AFTER DELETE ON schools_school
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_schools();

    CREATE FUNCTION schools_mark_needs_of_changed_schools() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO schools_needsmark (unit)
        SELECT DISTINCT unit FROM (
            SELECT coalesce(was.district_id, 0) AS was_in, coalesce(now.district_id, 0) AS now_in
            FROM was JOIN now USING (id)
            WHERE (was.district_id, was.region_id, was.phase, was.status, was.local_authority_id)
                IS DISTINCT FROM
                (now.district_id, now.region_id, now.phase, now.status, now.local_authority_id)
        ) moved, LATERAL (VALUES (was_in), (now_in)) units (unit);
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER marks_needs_of_changed_schools AFTER UPDATE ON schools_school
    REFERENCING OLD TABLE AS was NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION schools_mark_needs_of_changed_schools();
    """
UNMAKE = """
    DROP TRIGGER marks_needs_of_changed_schools ON schools_school;
    DROP TRIGGER marks_needs_of_gone_schools ON schools_school;
    DROP TRIGGER marks_needs_of_new_schools ON schools_school;
    DROP TRIGGER marks_needs_of_gone_years ON schools_knownyear;
    DROP TRIGGER marks_needs_of_changed_years ON schools_knownyear;
    DROP TRIGGER marks_needs_of_new_years ON schools_knownyear;
    DROP FUNCTION schools_mark_needs_of_changed_schools();
    DROP FUNCTION schools_mark_needs_of_schools();
    DROP FUNCTION schools_mark_needs_of_years();
    """


class Migration(migrations.Migration):
    dependencies = [("schools", "0026_needs_by_district")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
