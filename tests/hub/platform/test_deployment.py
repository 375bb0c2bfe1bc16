"""What compose.yaml, the Dockerfile and docs/deployment.md promise to whoever deploys."""

import re

import pytest
import yaml

from tests.hub.platform.portal import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ["web", "worker-soon", "worker-heavy", "beat", "schema"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_part_is_there():
    assert sorted(SERVICES) == sorted([*OURS, "proxy", "database", "broker"])


def test_only_the_proxy_has_a_published_port():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


@pytest.mark.parametrize("name", ["database", "broker", "worker-heavy"])
def test_what_needs_no_way_out_has_none(name):
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES[name]["networks"] == ["inside"]


def test_every_image_has_a_version():
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert [image for image in images if ":" not in image or image.endswith(":latest")] == []


def test_the_database_is_new_enough():
    version = re.match(r"postgres:(\d+)", SERVICES["database"]["image"])
    assert int(version[1]) >= 16


def test_the_broker_asks_for_a_password_and_evicts_nothing():
    command = " ".join(SERVICES["broker"]["command"])
    assert "--requirepass" in command
    assert "--maxmemory-policy noeviction" in command


def test_the_proxy_believes_no_browser_about_proxies():
    config = COMPOSE["configs"]["caddyfile"]["content"]
    dropped = re.findall(r"request_header -(\S+)", config)
    assert dropped == [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
    ]


@pytest.mark.parametrize("name", OURS)
def test_our_services_can_write_nothing_but_files(name):
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["volumes"] == ["files:/var/lib/portal/files"]


def test_each_queue_has_a_worker_and_beat_is_alone():
    queues = [
        service["command"][service["command"].index("-Q") + 1]
        for service in SERVICES.values()
        if "-Q" in service.get("command", [])
    ]
    beats = [name for name, service in SERVICES.items() if "beat" in service.get("command", [])]
    assert (queues, beats) == (["soon", "heavy"], ["beat"])


def test_no_secret_has_a_default():
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    secrets = ["HUB_SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"]
    assert [name for name in secrets if f"${{{name}:?" not in text] == []


def test_the_image_runs_as_nobody_special_and_holds_no_tools():
    assert re.search(r"^USER portal$", DOCKERFILE, re.MULTILINE)
    assert "requirements-dev" not in DOCKERFILE
    assert "requirements-local" not in DOCKERFILE
    assert "hub.platform.probe" in DOCKERFILE


def test_the_image_gets_every_folder_that_settings_name():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    needed = {"!hub", "!schools", "!static", "!templates", "!manage.py", "!requirements.txt"}
    assert needed <= set(ignored)
    assert not {"!var", "!.venv", "!tests", "!.git", "!.env"} & set(ignored)


def test_every_setting_that_is_read_stands_in_the_table_for_deployments():
    read = set()
    for path in [ROOT / "hub/settings.py", ROOT / "hub/platform/web_server.py"]:
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r"(?:environ\.get|_flag|_list)\(\s*\"([A-Z_]+)\"", text))
    page = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert sorted(read - table) == []


def test_ci_runs_make_check_and_make_test_and_nothing_else():
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make check", "make test"]
    assert script.stat().st_mode & 0o111
