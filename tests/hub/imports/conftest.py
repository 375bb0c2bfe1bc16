"""An importer of the tests' own, and files for it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.files.kinds import CSV
from hub.imports import registry, runs
from hub.imports.models import Import
from schools.models import Region
from tests.factories.schools import SchoolFactory


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def regions(db):
    """Two regions, and two schools in neither."""
    Region.objects.create(name="North")
    Region.objects.create(name="South")
    return [SchoolFactory(urn=500001), SchoolFactory(urn=500002)]


@pytest.fixture
def bring():
    """``bring(by, text)``: an import of the schools' regions, not worked on yet."""

    def make(by, text, key="school-regions", name="regions.csv", **how):
        upload = SimpleUploadedFile(name, text.encode())
        upload.kind = CSV
        importer = registry.get(key)
        slot = importer.slots[0].name
        return runs.bring(importer=importer, uploads={slot: upload}, options={}, by=by, **how)

    return make


@pytest.fixture
def checked(bring):
    """The same, checked."""

    def make(by, text, **how):
        return worked_on(bring(by, text, **how))

    return make


def worked_on(imported):
    """What a worker does with an import; returns it as it stands then."""
    runs.work(Import.objects.claim(imported.pk))
    imported.refresh_from_db()
    return imported
