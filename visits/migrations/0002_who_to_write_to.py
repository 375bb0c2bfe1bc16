"""Whom to write to at a school, and when the portal last reminded anybody of a visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_visits")]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="contact_email",
            field=models.EmailField(
                blank=True,
                db_default="",
                default="",
                max_length=254,
                verbose_name="e-mail address at the school",
            ),
        ),
        *(
            migrations.AddField(
                model_name="visit", name=name, field=models.DateField(editable=False, null=True)
            )
            for name in ("reminded_on", "chased_on", "officer_told_on")
        ),
    ]
