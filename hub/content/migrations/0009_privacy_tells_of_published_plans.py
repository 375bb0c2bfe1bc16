"""The privacy page says that the summary of a published plan names music lead and leader.

Only where the page still stands as it came; a hub's own words are left alone.
"""

from pathlib import Path

from django.db import migrations

PAGES = Path(__file__).resolve().parent.parent / "pages"


def write(apps, schema_editor):
    """Put the text that comes with the portal in the place of its own first version."""
    body = (PAGES / "privacy.md").read_text(encoding="utf-8").strip()
    if (
        apps.get_model("content", "Page")
        .objects.filter(slug="privacy", version=1)
        .update(body=body)
    ):
        versions = apps.get_model("content", "PageVersion").objects
        versions.filter(page__slug="privacy", number=1).update(body=body)


class Migration(migrations.Migration):
    dependencies = [("content", "0008_pages_tell_of_the_confidence_survey")]
    # Backwards nothing: what the page says stays true.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
