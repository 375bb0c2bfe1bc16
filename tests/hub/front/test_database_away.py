"""The database stopped: every page says that we are back soon, and the process lives on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import json, django
django.setup()
from django.test import Client
answers = {}
for path in ("/", "/home/", "/accounts/login/", "/no-such-page/", "/healthz/live", "/api/v1/me"):
    client = Client(raise_request_exception=False)
    if not path.startswith("/healthz"):  # whoever watches the process has no session
        client.cookies["sessionid"] = "x" * 32
    answer = client.get(path)
    answers[path] = [answer.status_code, answer.get("Retry-After"), answer.content.decode()]
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def answers():
    """{path: [status, Retry-After, body]} of a process whose database nobody serves."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        env=os.environ
        | {
            "DATABASE_URL": "postgres://hub@127.0.0.1:1/hub",
            "DJANGO_SETTINGS_MODULE": "hub.settings",
        },
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("path", ["/", "/home/", "/accounts/login/", "/no-such-page/"])
def test_a_page_says_when_to_come_back(answers, path):
    status, retry_after, body = answers[path]
    assert (status, retry_after) == (503, "30")
    assert "<h1>We are back soon</h1>" in body


def test_the_process_check_goes_on_answering(answers):
    assert answers["/healthz/live"][0] == 200


def test_the_api_says_so_as_a_problem(answers):
    status, retry_after, body = answers["/api/v1/me"]
    assert (status, retry_after, json.loads(body)["status"]) == (503, "30", 503)
