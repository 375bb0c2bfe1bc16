"""Imports, and the download of uploads."""

from django.core.files.base import ContentFile
from django.db.models.functions import Now

from hub.accounts.choices import Role
from hub.files.models import StoredFile
from hub.imports.models import Import, ImportFile
from hub.platform.choices import WorkState
from tests.answers import MANAGERS, Row, each_their_own, named, only, page, signed_in

BRING = (*MANAGERS, Role.OFFICER)


def _import_of(user):
    """A checked one that waits for an answer."""
    imported = Import.objects.create(
        key="school-register",
        title="Register of schools",
        requested_by=user,
        state=WorkState.DONE,
        checked_at=Now(),
    )
    return {"pk": imported.pk}


def _file_of(user):
    """A file of one's import, which no scanner has looked at."""
    stored = StoredFile(
        purpose="import",
        name="register.csv",
        content_type="text/csv",
        size=3,
        state=WorkState.DONE,
        uploaded_by=user,
    )
    stored.file.save("", ContentFile(b"URN"), save=False)
    stored.save()
    imported = Import.objects.get(**_import_of(user))
    ImportFile.objects.create(imported=imported, slot="register", file=stored)
    return {"pk": stored.pk}


_SHOWN = Row(
    only(*BRING, others=404),
    signed_in(405),
    only(*MANAGERS, others=404),
    signed_in(405),
)
_SENT = Row(
    signed_in(405),
    only(*BRING, answer=302, others=404),
    signed_in(405),
    only(*MANAGERS, answer=302, others=404),
)

ROWS = {
    "files:download": Row(only(*BRING, others=404), signed_in(405), signed_in(404), signed_in(405)),
    "imports:index": page(only(*BRING)),
    "imports:new": Row(
        only(*BRING),
        only(*BRING, answer=422),
        only(*BRING, answer=404),
        only(*BRING, answer=404),
    ),
    **dict.fromkeys(["imports:show", "imports:state", "imports:rows"], _SHOWN),
    **dict.fromkeys(["imports:take_in", "imports:cancel", "imports:again"], _SENT),
    # The register reads its own columns: there is nothing to choose.
    "imports:columns": Row(_SENT.post, _SENT.post, _SENT.foreign_post, _SENT.foreign_post),
}

OBJECTS = {
    "files:download": each_their_own(_file_of),
    "imports:new": named({"key": "school-register"}, {"key": "made-up"}),
    **dict.fromkeys(
        [f"imports:{name}" for name in ("show", "state", "rows", "take_in", "cancel", "again")]
        + ["imports:columns"],
        each_their_own(_import_of),
    ),
}

NO_PAGES = {"files:download", "imports:state", "imports:rows"}
