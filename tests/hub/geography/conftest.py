"""Small made-up files in the form of Code-Point Open."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.files.kinds import CSV
from hub.geography import codepoint
from hub.imports import registry, runs
from hub.imports.models import Import

REST = '"E92000001","","E18000000","","E10000015","E07000240","E05004788"'


def line(postcode, easting=516_000, northing=207_000, quality=10):
    """A line as Ordnance Survey writes it."""
    return f'"{postcode}",{quality},{easting},{northing},{REST}\r\n'


def packed(members, **how):
    """A zip of {name: text or bytes}."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", **{"compression": zipfile.ZIP_DEFLATED} | how) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def bring(settings, tmp_path):
    """``bring(content, by=…, areas="")``: the import of such a file, checked."""
    settings.MEDIA_ROOT = tmp_path / "files"

    def make(content, *, by, areas="", name=None):
        data = content.encode() if isinstance(content, str) else content
        is_zip = data.startswith(b"PK")
        upload = SimpleUploadedFile(name or ("codepo.zip" if is_zip else "al.csv"), data)
        upload.kind = codepoint.ZIP if is_zip else CSV
        imported = runs.bring(
            importer=registry.get("code-point-open"),
            uploads={"file": upload},
            options={"areas": [areas]} if areas else {},
            by=by,
        )
        return worked_on(imported)

    return make


@pytest.fixture
def load(bring):
    """The same, and taken in."""

    def make(content, *, by, **how):
        imported = bring(content, by=by, **how)
        assert imported.is_ready, (imported.refusal, imported.last_error)
        runs.take_in(imported=imported, by=by)
        return worked_on(imported)

    return make


def worked_on(imported):
    """What a worker does with an import; returns it as it stands then."""
    runs.work(Import.objects.claim(imported.pk))
    imported.refresh_from_db()
    return imported
