"""Privacy and cookies say what a confidence survey keeps, and which cookie it sets.

Only where a page still stands as it came; a hub's own words are left alone.
"""

from pathlib import Path

from django.db import migrations

PAGES = Path(__file__).resolve().parent.parent / "pages"


def write(apps, schema_editor):
    """Put the text that comes with the portal in the place of its own first version."""
    Page = apps.get_model("content", "Page")
    PageVersion = apps.get_model("content", "PageVersion")
    for slug in ("privacy", "cookies"):
        body = (PAGES / f"{slug}.md").read_text(encoding="utf-8").strip()
        if Page.objects.filter(slug=slug, version=1).update(body=body):
            PageVersion.objects.filter(page__slug=slug, number=1).update(body=body)


class Migration(migrations.Migration):
    dependencies = [("content", "0007_resource_versions")]
    # Backwards nothing: what the pages say stays true of a portal without the survey.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
