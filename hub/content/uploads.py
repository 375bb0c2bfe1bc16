"""Files of resources: which kinds, and who may open them."""

from hub.content.models import Resource
from hub.content.publishing import PURPOSE
from hub.files.kinds import DOCX, JPEG, MB, MP3, PDF, PNG, XLSX
from hub.files.purposes import purpose

KINDS = (PDF, DOCX, XLSX, PNG, JPEG, MP3)
LARGEST = 10 * MB


@purpose(PURPOSE, kinds=KINDS, largest=LARGEST)
def files_of_resources(user):
    """Whoever may read a resource may open its file."""
    return Resource.objects.visible_to(user).filter(file__isnull=False).values("file")
