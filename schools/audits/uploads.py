"""Files of audits: which kinds, and who may open them. Loaded by schools/uploads.py."""

from hub.files.kinds import DOCX, JPEG, MB, PDF, PNG, XLSX
from hub.files.purposes import purpose
from schools.audits.auditing import PURPOSE
from schools.models import AuditFile

KINDS = (PDF, DOCX, XLSX, PNG, JPEG)
LARGEST = 10 * MB


@purpose(PURPOSE, kinds=KINDS, largest=LARGEST)
def files_of_audits(user):
    """Whoever reads an audit may open its files."""
    return AuditFile.objects.visible_to(user).values("file")
