"""Who may download a file (security.md: the section on files, and T6)."""

from django.db.models import Q

from hub.files import purposes
from hub.files.choices import Scan
from hub.permissions import NOTHING, right


@right("files.open_file")
def open_file(user):
    """Whoever may see what a file belongs to; until it is scanned, only whoever brought it."""
    owned = NOTHING
    for each in purposes.registered():
        owned |= Q(purpose=each.key, pk__in=each.open_to(user))
    unscanned = Q(scan__in=[Scan.PENDING, Scan.NOT_SCANNED], uploaded_by=user)
    return owned & (Q(scan=Scan.CLEAN) | unscanned)
