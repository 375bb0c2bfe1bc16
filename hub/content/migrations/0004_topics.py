"""Topics to start with: the areas of a school's audit, by the keys that other rooms ask for."""

from django.db import migrations

TOPICS = {
    "leadership": "Leadership and vision",
    "curriculum": "Curriculum music",
    "singing": "Singing",
    "classroom-instruments": "Whole-class and classroom instruments",
    "lessons": "Instrumental and vocal lessons",
    "ensembles": "Ensembles",
    "performances": "Performances and experiences",
    "inclusion": "Inclusion",
    "spaces": "Spaces, instruments and technology",
    "staff": "Staff confidence and training",
    "partnership": "Partnership and transition",
    "development-plan": "The school’s development plan",
}


def write(apps, schema_editor):
    """Add each topic that is not there."""
    Topic = apps.get_model("content", "Topic")
    for key, name in TOPICS.items():
        Topic.objects.get_or_create(key=key, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [("content", "0003_resources")]
    # Backwards nothing: the table itself goes with the migration before.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
