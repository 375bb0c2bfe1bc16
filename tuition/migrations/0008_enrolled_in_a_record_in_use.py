"""Nobody is enrolled in a record that has gone into another one, whoever comes first.

A place that is entered while two records are put together waits for that here, and is then refused:
the page read the pupil before, and a check of its own would cost a statement in every enrolment.
"""

from django.db import migrations

FORWARDS = """
    CREATE FUNCTION tuition_pupil_is_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM people_pupil
            WHERE id = NEW.pupil_id AND merged_into_id IS NULL FOR KEY SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the record of this pupil has gone into another one'
                USING ERRCODE = 'check_violation',
                      CONSTRAINT = 'an_enrolment_is_of_a_record_in_use';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER enrolments_are_of_records_in_use
        BEFORE INSERT OR UPDATE OF pupil_id ON tuition_enrolment
        FOR EACH ROW WHEN (NEW.pupil_id IS NOT NULL) EXECUTE FUNCTION tuition_pupil_is_in_use();
"""
BACKWARDS = """
    DROP TRIGGER enrolments_are_of_records_in_use ON tuition_enrolment;
    DROP FUNCTION tuition_pupil_is_in_use();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tuition", "0007_page_of_the_terms"),
        ("people", "0003_circulars_exports_retention"),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
