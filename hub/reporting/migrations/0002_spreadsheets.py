"""Reports can be written as spreadsheets (XLSX)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="reportrun",
            name="format",
            field=models.CharField(
                choices=[
                    ("pdf", "PDF, to read and print"),
                    ("xlsx", "Excel, to sort and count"),
                    ("csv", "CSV, for other programs"),
                ],
                max_length=4,
            ),
        ),
    ]
