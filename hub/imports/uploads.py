"""What the files of imports are kept for: to be checked, taken in, and looked at again."""

from hub.files.kinds import CSV, MB, XLSX, ZIP
from hub.files.purposes import purpose
from hub.imports.models import ImportFile

PURPOSE = "import"


@purpose(PURPOSE, kinds=(CSV, XLSX, ZIP), largest=100 * MB, days=30)
def files_of_imports(user):
    """Whoever may see an import may open its files."""
    return ImportFile.objects.visible_to(user).values("file")
