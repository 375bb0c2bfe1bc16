"""What a report can be written as. Imports nothing of ours."""

from django.db.models import TextChoices


class Format(TextChoices):
    """A kind of file, by the ending of its name."""

    PDF = "pdf", "PDF, to read and print"
    CSV = "csv", "CSV, for a spreadsheet"


CONTENT_TYPES = {Format.PDF: "application/pdf", Format.CSV: "text/csv; charset=utf-8"}
