"""The database holds what the models promise: also for its owner, and for whatever code runs.

* What was published never changes: no section and no question of it, and of the version itself
  only that it is retired, and that whoever published it is forgotten.
* Section and question, and a question and the one that it hangs on, are of one version.
* An answer is to a question of what its filling answers, and stands once that was handed in.

TRUNCATE stays possible, for transactional tests.
"""

from django.db import migrations

FORWARDS = """
    ALTER TABLE surveys_section ADD CONSTRAINT surveys_section_of_version
        UNIQUE (id, version_id);
    ALTER TABLE surveys_question ADD CONSTRAINT surveys_question_of_version
        UNIQUE (id, version_id);
    ALTER TABLE surveys_question ADD CONSTRAINT a_question_is_of_its_sections_version
        FOREIGN KEY (section_id, version_id) REFERENCES surveys_section (id, version_id)
        DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE surveys_question ADD CONSTRAINT a_condition_is_of_one_version
        FOREIGN KEY (shown_if_question_id, version_id)
        REFERENCES surveys_question (id, version_id)
        DEFERRABLE INITIALLY DEFERRED;

    CREATE FUNCTION surveys_only_drafts_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM surveys_version
            WHERE id IN (OLD.version_id, NEW.version_id) AND state <> 'draft'
        ) THEN
            RAISE EXCEPTION 'a published version never changes: % refused', TG_OP
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END
    $$;
    CREATE TRIGGER sections_of_drafts_change BEFORE INSERT OR UPDATE OR DELETE ON surveys_section
        FOR EACH ROW EXECUTE FUNCTION surveys_only_drafts_change();
    CREATE TRIGGER questions_of_drafts_change BEFORE INSERT OR UPDATE OR DELETE ON surveys_question
        FOR EACH ROW EXECUTE FUNCTION surveys_only_drafts_change();

    CREATE FUNCTION surveys_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'draft' THEN
            RETURN COALESCE(NEW, OLD);
        END IF;
        IF TG_OP = 'DELETE'
            OR (NEW.questionnaire_id, NEW.number, NEW.note, NEW.created_at, NEW.published_at)
                IS DISTINCT FROM
               (OLD.questionnaire_id, OLD.number, OLD.note, OLD.created_at, OLD.published_at)
            OR NEW.state NOT IN (OLD.state, 'retired')
        THEN
            RAISE EXCEPTION 'a published version never changes: % refused', TG_OP
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER versions_stand BEFORE UPDATE OR DELETE ON surveys_version
        FOR EACH ROW EXECUTE FUNCTION surveys_version_stands();

    CREATE FUNCTION surveys_answer_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        is_open boolean;
    BEGIN
        SELECT filling.state = 'open' INTO is_open
            FROM surveys_filling filling
            JOIN surveys_question question ON question.version_id = filling.version_id
            WHERE filling.id = NEW.filling_id AND question.id = NEW.question_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'an answer is to a question of what its filling answers'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NOT is_open AND (
            TG_OP = 'INSERT' OR (NEW.value, NEW.note, NEW.revision, NEW.filling_id, NEW.question_id)
                IS DISTINCT FROM
                (OLD.value, OLD.note, OLD.revision, OLD.filling_id, OLD.question_id)
        ) THEN
            RAISE EXCEPTION 'answers that were handed in stand: % refused', TG_OP
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER answers_fit BEFORE INSERT OR UPDATE ON surveys_answer
        FOR EACH ROW EXECUTE FUNCTION surveys_answer_fits();
"""
BACKWARDS = """
    DROP TRIGGER answers_fit ON surveys_answer;
    DROP FUNCTION surveys_answer_fits();
    DROP TRIGGER versions_stand ON surveys_version;
    DROP FUNCTION surveys_version_stands();
    DROP TRIGGER questions_of_drafts_change ON surveys_question;
    DROP TRIGGER sections_of_drafts_change ON surveys_section;
    DROP FUNCTION surveys_only_drafts_change();
    ALTER TABLE surveys_question DROP CONSTRAINT a_condition_is_of_one_version;
    ALTER TABLE surveys_question DROP CONSTRAINT a_question_is_of_its_sections_version;
    ALTER TABLE surveys_question DROP CONSTRAINT surveys_question_of_version;
    ALTER TABLE surveys_section DROP CONSTRAINT surveys_section_of_version;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
