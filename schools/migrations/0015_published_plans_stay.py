"""The database itself refuses to change what a published plan says, whoever asks.

Whether it is what stands at the public address, and who published it (an account may go), may
change; so may the school, when one goes on under another number.
"""

from django.db import migrations

FORWARDS = """
    CREATE FUNCTION plan_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a published plan is never changed'
            USING ERRCODE = 'insufficient_privilege';
    END
    $$;
    CREATE TRIGGER plan_versions_stay
        BEFORE UPDATE OF plan_id, number, contents, published_at ON schools_planversion
        FOR EACH ROW EXECUTE FUNCTION plan_versions_stay();
"""
BACKWARDS = """
    DROP TRIGGER plan_versions_stay ON schools_planversion;
    DROP FUNCTION plan_versions_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0014_development_plans")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
