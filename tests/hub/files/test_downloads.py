"""Downloads and scans: who may open an upload, what a scanner changes, and what is forgotten."""

import datetime
import os
import socketserver
import struct
import threading

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from hub.files import sweeps, tasks
from hub.files.choices import Scan
from hub.files.kinds import CSV
from hub.files.models import StoredFile
from hub.files.storing import store
from hub.imports.models import Import, ImportFile
from hub.platform.choices import WorkState
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def bring(by, content=b"URN\r\n"):
    """An upload that belongs to an import of this person."""
    upload = ContentFile(content, name="list.csv")
    upload.kind = CSV
    stored = store(upload=upload, purpose="import", by=by)
    imported = Import.objects.create(key="school-register", title="Register", requested_by=by)
    ImportFile.objects.create(imported=imported, slot="register", file=stored)
    return stored


def download(client, who, stored):
    """The answer, and what was downloaded."""
    client.force_login(who)
    answer = client.get(reverse("files:download", args=[stored.pk]))
    content = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer, content


def test_a_download_is_saved_and_never_shown(client, manager):
    answer, content = download(client, manager, bring(manager))
    assert (answer.status_code, content) == (200, b"URN\r\n")
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_until_it_is_scanned_only_whoever_brought_it_opens_a_file(client, manager, officer):
    stored = bring(officer)
    assert download(client, manager, stored)[0].status_code == 404
    stored.scan = Scan.CLEAN
    stored.save(update_fields=["scan"])
    assert download(client, manager, stored)[0].status_code == 200


def test_what_the_scanner_blocked_nobody_opens(client, manager):
    stored = bring(manager)
    StoredFile.objects.update(scan=Scan.BLOCKED)
    assert download(client, manager, stored)[0].status_code == 404


def test_a_right_that_has_ended_ends_the_download_of_ones_own_file(client):
    officer = make_user("officer")
    stored = bring(officer)
    officer.grants.all().delete()
    assert download(client, officer, stored)[0].status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_a_404(client, manager):
    stored = bring(manager)
    stored.file.storage.delete(stored.file.name)
    assert download(client, manager, stored)[0].status_code == 404


class FakeClamd(socketserver.BaseRequestHandler):
    """Answers INSTREAM as clamd does: FOUND for what holds the word "virus"."""

    def handle(self):
        assert self._read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self._read(4))[0]:
            content += self._read(length)
        if b"silent" in content:
            return
        found = b"Test-Signature FOUND" if b"virus" in content else b"OK"
        self.request.sendall(b"stream: " + found + b"\0")

    def _read(self, length):
        data = b""
        while len(data) < length:
            data += self.request.recv(length - len(data))
        return data


@pytest.fixture
def scanner(settings):
    """A scanner on loopback, set for the portal."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), FakeClamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.HUB_CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("content", "scan"),
    [(b"URN\r\n" * 50_000, Scan.CLEAN), (b"URN\r\na virus\r\n", Scan.BLOCKED)],
)
def test_a_scanner_that_is_set_looks_at_every_upload(scanner, manager, content, scan):
    stored = bring(manager, content)
    was = stored.scan
    tasks.scan_file(str(stored.pk))
    tasks.scan_file(str(stored.pk))  # delivered twice
    stored.refresh_from_db()
    assert (was, stored.scan, stored.state, stored.attempts) == (
        Scan.PENDING,
        scan,
        WorkState.DONE,
        1,
    )


def test_a_scanner_that_does_not_answer_is_asked_again_later(scanner, manager):
    stored = bring(manager, b"silent")
    tasks.scan_file(str(stored.pk))
    stored.refresh_from_db()
    assert (stored.scan, stored.state, stored.last_error) == (
        Scan.PENDING,
        WorkState.QUEUED,
        "ScannerAway",
    )


def test_a_scanner_that_is_away_is_asked_again_by_the_sweep(settings, manager):
    settings.HUB_CLAMAV = "127.0.0.1:9"
    stored = bring(manager)
    assert sweeps.scan_waiting() == "1 waiting, 0 of a lost worker put back, 0 given up"
    stored.refresh_from_db()
    assert (stored.state, stored.last_error) == (WorkState.QUEUED, "ConnectionRefusedError")


def test_what_came_before_there_was_a_scanner_is_scanned_once_there_is_one(manager, request):
    stored = bring(manager)
    assert (stored.scan, sweeps.scan_waiting()) == (
        Scan.NOT_SCANNED,
        "no scanner is set (HUB_CLAMAV)",
    )
    request.getfixturevalue("scanner")
    sweeps.scan_waiting()
    tasks.scan_file(str(stored.pk))
    stored.refresh_from_db()
    assert (stored.scan, stored.state) == (Scan.CLEAN, WorkState.DONE)


def _age(stored, **how_long):
    StoredFile.objects.filter(pk=stored.pk).update(
        created_at=timezone.now() - datetime.timedelta(**how_long)
    )


def test_files_go_after_the_days_of_their_purpose_and_blocked_ones_after_a_week(manager):
    old, young, blocked = bring(manager), bring(manager), bring(manager)
    _age(old, days=31)
    _age(young, days=29)
    _age(blocked, days=8)
    StoredFile.objects.filter(pk=blocked.pk).update(scan=Scan.BLOCKED)
    assert sweeps.forget_old() == "2 forgotten, 0 stray files"
    kept = StoredFile.objects.kept()
    assert (list(kept), StoredFile.objects.count()) == ([young], 3)


def test_a_file_that_no_row_names_goes_after_an_hour(settings, manager):

    kept = bring(manager)
    folder = settings.MEDIA_ROOT / "uploads"
    (folder / "stray").write_bytes(b"?")
    two_hours_ago = timezone.now().timestamp() - 7200
    for path in folder.iterdir():
        os.utime(path, (two_hours_ago, two_hours_ago))
    assert sweeps.forget_old() == "0 forgotten, 1 stray files"
    assert [path.name for path in folder.iterdir()] == [kept.file.name.removeprefix("uploads/")]
