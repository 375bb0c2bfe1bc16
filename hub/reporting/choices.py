"""What a report can be written as. Imports nothing of ours."""

from django.db.models import TextChoices


class Format(TextChoices):
    """A kind of file, by the ending of its name."""

    PDF = "pdf", "PDF, to read and print"
    XLSX = "xlsx", "Excel, to sort and count"
    CSV = "csv", "CSV, for other programs"

    @property
    def download(self):
        """The words of the button that has one made."""
        return f"Make {'an Excel file' if self == Format.XLSX else f'a {self.name}'}"


CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}
