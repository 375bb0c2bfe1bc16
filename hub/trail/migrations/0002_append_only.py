"""The trail is append-only in the database: also for its owner, and for whatever code runs.

Retention alone, connected as owner, disables the trigger for its own transaction (security.md).
TRUNCATE stays possible, for transactional tests.
"""

from django.db import migrations

FORWARDS = """
    CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the trail is append-only: % refused', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END
    $$;
    CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON trail_entry
        FOR EACH ROW EXECUTE FUNCTION trail_refuses();
"""
BACKWARDS = """
    DROP TRIGGER trail_is_append_only ON trail_entry;
    DROP FUNCTION trail_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
