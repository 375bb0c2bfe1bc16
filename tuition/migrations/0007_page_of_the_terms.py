"""The terms of lessons and groups as a page that the hub writes, to start from (tuition/pages/)."""

from pathlib import Path

from django.db import migrations

TEXT = Path(__file__).resolve().parent.parent / "pages" / "lesson-terms.md"
SLUG, TITLE = "lesson-terms", "Terms of lessons and groups"


def write(apps, schema_editor):
    """Add the page where it is not there, as its first version."""
    Page = apps.get_model("content", "Page")
    PageVersion = apps.get_model("content", "PageVersion")
    body = TEXT.read_text(encoding="utf-8").strip()
    page, made = Page.objects.get_or_create(slug=SLUG, defaults={"title": TITLE, "body": body})
    if made:
        PageVersion.objects.create(page=page, number=1, title=TITLE, body=body)


class Migration(migrations.Migration):
    dependencies = [
        ("tuition", "0006_version_of_the_terms_agreed_to"),
        ("content", "0009_privacy_tells_of_published_plans"),
    ]
    # Backwards nothing: the hub may have made the page its own by then, and families agreed to it.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
