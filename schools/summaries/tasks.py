"""The nudges that have a published address checked, and the files of a summary made."""

from celery import shared_task

from schools.models import PublishedAddress, SummaryFile
from schools.summaries import checking, files


@shared_task
def check_address(address_id):
    """Check one address that waits; running it again asks nobody."""
    address = PublishedAddress.objects.claim(address_id)
    if address is not None:
        checking.check(address)


@shared_task
def make_files(version_id):
    """Make the files of one published version that wait; running it again makes none."""
    waiting = SummaryFile.objects.filter(version=version_id)
    while (row := waiting.claim_next()) is not None:
        files.make(row)


@shared_task
def make_again(file_id):
    """Make a file anew that is no longer where it was put."""
    files.make_again(file_id)
