"""The PDF and the Word document of what is published: made once, by a worker, after publishing.

So the public page hands out files that lie there already, however many people ask for them.
"""

from django.core.files.base import ContentFile
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.policy.current import hub_settings
from schools.models import PlanVersion, SummaryFile
from schools.summaries import tasks
from schools.summaries.documents import TEMPLATE, Document
from schools.summaries.sources import of_version

TRIES = 3


def order(versions):
    """Have the files of these versions made that nobody has ordered yet."""
    made = [
        SummaryFile(version=version, format=format)
        for version in versions
        for format in SummaryFile.Format
    ]
    SummaryFile.objects.bulk_create(made, ignore_conflicts=True)
    for version in versions:
        nudges.after_commit(tasks.make_files, version.pk)


def unordered():
    """Versions that the public reads and whose files nobody has ordered."""
    newest = PlanVersion.objects.filter(number=F("plan__version"))
    return newest.exclude(pk__in=SummaryFile.objects.values("version"))


def make(row):
    """Make the file of a claimed row and mark it done, or put it off."""
    try:
        content = _content(row)
        # A random name that no row points to until the row flips: nobody meets half a file.
        row.file.save("", ContentFile(content), save=False)
    except Exception as error:  # noqa: BLE001  (whatever a text does to the drawing)
        row.put_off(error, tries=TRIES)
        return
    if not row.leave(WorkState.DONE, file=row.file.name, last_error=""):
        row.file.storage.delete(row.file.name)


def _content(row):
    summary = of_version(row.version)
    if row.format == SummaryFile.Format.WORD:
        # Imported where documents are made and nowhere else, as the PDF's part is.
        from schools.summaries.word import as_word

        return as_word(summary, author=hub_settings().name)
    from hub.reporting import pdf

    context = {
        "title": summary.title,
        "rows": [Document(summary)],
        "as_at": timezone.localtime(row.version.published_at),
        "hub": hub_settings(),
    }
    return pdf.render(TEMPLATE, context)


def make_again(pk):
    """Put a file that has gone missing back to the queue, and make it."""
    row = SummaryFile.objects.ready().filter(pk=pk).first()
    if row is None or row.file.storage.exists(row.file.name):
        return
    SummaryFile.objects.ready().filter(pk=pk, file=row.file.name).update(
        state=WorkState.QUEUED, attempts=0, next_attempt_at=Now()
    )
    claimed = SummaryFile.objects.claim(pk)
    if claimed is not None:
        make(claimed)
