"""A real Celery worker as a process of its own, for tests that follow work to its end."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection


@pytest.fixture
def heavy_worker(transactional_db, settings, tmp_path):
    """A worker of the queue "heavy" on the test's own database; its files are the test's."""
    settings.MEDIA_ROOT = tmp_path / "files"
    address = urlsplit(os.environ["DATABASE_URL"])
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}")),
        "HUB_VAR": str(tmp_path),
        "HUB_TEST": "1",
    }
    command = [sys.executable, "-m", "celery", "-A", "hub", "worker", "-Q", "heavy", "-P", "solo"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "WARNING"]
    with (tmp_path / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            command, env=environment, cwd=django_settings.BASE_DIR, stdout=log, stderr=log
        )
        yield worker
        worker.terminate()
        worker.wait(30)
