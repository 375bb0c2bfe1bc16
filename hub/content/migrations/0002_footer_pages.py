"""The pages at the foot of every page, with a text to start from (hub/content/pages/)."""

from pathlib import Path

from django.db import migrations

PAGES = Path(__file__).resolve().parent.parent / "pages"
TITLES = {
    "contact": "Contact",
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "cookies": "Cookies",
    "terms": "Terms of use",
    "safeguarding": "Safeguarding",
}


def write(apps, schema_editor):
    """Add each page that is not there, as its first version."""
    Page = apps.get_model("content", "Page")
    PageVersion = apps.get_model("content", "PageVersion")
    for slug, title in TITLES.items():
        body = (PAGES / f"{slug}.md").read_text(encoding="utf-8").strip()
        page, made = Page.objects.get_or_create(slug=slug, defaults={"title": title, "body": body})
        if made:
            PageVersion.objects.create(page=page, number=1, title=title, body=body)


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    # Backwards nothing: the tables themselves go with the migration before.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
