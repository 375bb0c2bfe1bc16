"""Schools that stand already: their types count, and they were seen when they were imported."""

from django.db import migrations
from django.db.models import F, Min


def fill(apps, schema_editor):
    School = apps.get_model("schools", "School")
    School.objects.filter(in_register_at__isnull=True).update(in_register_at=F("imported_at"))
    EstablishmentType = apps.get_model("schools", "EstablishmentType")
    types = (
        School.objects.exclude(type_name="")
        .values("type_name")
        .annotate(group=Min("type_group"), first=Min("imported_at"))
    )
    met = {}
    for each in types.order_by("type_name"):
        met.setdefault(each["type_name"].casefold(), each)
    for each in met.values():
        row = EstablishmentType(name=each["type_name"], group=each["group"])
        row.first_seen_at = each["first"] or row.first_seen_at
        row.save()


class Migration(migrations.Migration):
    dependencies = [("schools", "0005_what_the_hub_keeps_of_the_register")]

    # Backwards there is nothing to do: the columns and tables go with the migration before.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
