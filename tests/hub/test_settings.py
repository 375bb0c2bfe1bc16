"""Settings are read from the environment, and an unsafe production does not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOUND = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "hub.settings",
    "HUB_SECRET_KEY": "q8Zr4-vT2mX9_kLw7Yb3Nc6Hd1Js5Gf0Pa-QeRuIoTyWzVxBnMl",
    "HUB_HOSTS": "portal.example",
    "HUB_SITE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://hub:secret@database.example/hub",
    "REDIS_URL": "redis://:secret@broker.example:6379/0",
}


def start(**changes):
    """Load the settings in a process of its own; returns (exit code, last line of what it said)."""
    environment = {name: value for name, value in (SOUND | changes).items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stderr.strip().splitlines() or [""])[-1]


def test_a_sound_production_starts():
    assert start() == (0, "")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"HUB_SECRET_KEY": None}, "HUB_SECRET_KEY"),
        ({"HUB_SECRET_KEY": "short"}, "HUB_SECRET_KEY"),
        ({"HUB_SECRET_KEY": "a" * 80}, "HUB_SECRET_KEY"),
        ({"HUB_SECRET_KEY": "django-insecure-" + SOUND["HUB_SECRET_KEY"]}, "HUB_SECRET_KEY"),
        ({"HUB_DEBUG": "1"}, "HUB_DEBUG"),
        ({"HUB_HOSTS": "*"}, "HUB_HOSTS"),
        ({"HUB_HOSTS": ".portal.example"}, "HUB_HOSTS"),
        ({"HUB_HOSTS": None}, "HUB_HOSTS"),
        ({"HUB_SITE_URL": "http://portal.example"}, "HUB_SITE_URL"),
        ({"HUB_DEMO": "1"}, "demo mode"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
    ],
)
def test_an_unsafe_production_refuses_to_start_and_names_the_setting(changes, word):
    code, said = start(**changes)
    assert code == 1
    assert word in said


def test_demo_mode_serves_this_machine_alone():
    assert start(HUB_DEMO="1", HUB_HOSTS="localhost", HUB_SITE_URL="http://localhost:8000")[0] == 0


def test_migrations_connect_as_the_owner_where_there_is_one():
    code = (
        "import sys; sys.argv = ['manage.py', 'migrate']\n"
        "from django.conf import settings; print(settings.DATABASES['default']['USER'])"
    )
    environment = SOUND | {"DATABASE_OWNER_URL": "postgres://owner:secret@database.example/hub"}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert said.stdout.strip() == "owner"
