"""The one row of hub settings, so that every page finds it."""

from django.db import migrations


def make(apps, schema_editor):
    """Add the row with the model's defaults, unless it is there."""
    apps.get_model("policy", "HubSettings").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]
    # Backwards nothing: the table itself goes with the migration before.
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
