from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_pages_tell_of_resources"),
        ("files", "0001_stored_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="resource",
            name="resources_newest_first",
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "published")),
                name="published_newest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["-updated_at", "-id"], name="resources_changed_last_first"),
        ),
    ]
