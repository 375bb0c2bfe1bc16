"""Who may open the files of a family's copy: asked at every download."""

from django.db.models import Q

from hub.files.kinds import MB, PDF
from hub.files.models import StoredFile
from hub.files.purposes import purpose
from hub.people.export_kinds import JSON, PURPOSE
from hub.people.models import FamilyExport


@purpose(PURPOSE, kinds=(PDF, JSON), largest=50 * MB, days=90)
def files_of_exports(user):
    """The office while it looks a copy through, never its own; the carer once it is handed out."""
    handed_out = FamilyExport.objects.handed_out().filter(carer__user=user)
    looked_at = FamilyExport.objects.allowing("people.release_export", user)
    found = FamilyExport.objects.filter(
        Q(pk__in=handed_out.values("pk")) | Q(pk__in=looked_at.values("pk"))
    )
    files = Q(pk__in=found.values("data_file")) | Q(pk__in=found.values("pdf_file"))
    return StoredFile.objects.filter(files).values("pk")
