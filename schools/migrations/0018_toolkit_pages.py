"""Pages of the toolkit and three example summaries, to start from (schools/toolkit/)."""

from pathlib import Path

from django.db import migrations

PAGES = Path(__file__).resolve().parent.parent / "toolkit"
TITLES = {
    "toolkit": "Music development toolkit",
    "toolkit-where-to-start": "Where to start",
    "toolkit-why-music": "Why music?",
    "toolkit-vision": "Your vision",
    "toolkit-curriculum": "Looking at your curriculum",
    "toolkit-beyond-lessons": "Beyond lesson time",
    "toolkit-staff": "Staff skills and confidence",
    "toolkit-resources": "Resources and budget",
    "toolkit-writing": "Writing the plan",
    "toolkit-publishing": "Publishing the summary",
    "toolkit-reviewing": "Reviewing it",
    "plan-example-primary": "Example summary: a small rural primary school",
    "plan-example-secondary": "Example summary: a large secondary school",
    "plan-example-special": "Example summary: a special school",
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
    dependencies = [("schools", "0017_files_of_summaries"), ("content", "0007_resource_versions")]
    # Backwards nothing: editors may have made the pages their own by then.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
