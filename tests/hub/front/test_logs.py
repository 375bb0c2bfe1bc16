"""Logs: one JSON object a line, with a reference and without personal data."""

import io
import json
import logging

import pytest
from celery import current_app, shared_task
from celery.app.trace import build_tracer

from hub.front.logs import JsonFormatter


@pytest.fixture
def lines():
    """``lines()`` is what was logged since, read back from the stream."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_request_is_one_line_of_ids(client, manager, lines):
    client.force_login(manager)
    response = client.get("/home/manager/?q=Amira+Hughes")
    [line] = [line for line in lines() if line["logger"] == "hub.requests"]
    del line["at"], line["ms"]
    assert line == {
        "level": "info",
        "logger": "hub.requests",
        "event": "request",
        "reference": response["X-Request-ID"],
        "method": "GET",
        "route": "home/<slug:key>/",
        "status": 200,
        "user": manager.pk,
    }


def test_a_secret_link_is_logged_by_its_route(client, db, lines):
    client.get("/invitation/a-secret-token/")
    assert "a-secret-token" not in json.dumps(lines())


def test_a_newline_cannot_forge_a_line(lines):
    logging.getLogger("hub").warning("name %s", 'Amira\n{"level": "error"}\r\nx')
    [line] = lines()
    assert line["event"] == 'name Amira\n{"level": "error"}\r\nx'


def test_an_encoded_newline_in_the_address_is_one_line(client, db, lines):
    client.get("/about/contact%0d%0aSet-Cookie:%20a=b/")
    assert [line["status"] for line in lines() if line["logger"] == "hub.requests"] == [400]


def test_a_host_with_a_newline_is_one_header_and_one_line(client, db, lines):
    response = client.get("/", headers={"host": "evil.example\r\nSet-Cookie: a=b"})
    assert response.status_code == 400
    assert "a" not in response.cookies


def test_an_error_is_its_type_and_its_way_but_not_what_it_says(visitor, lines):
    response = visitor.get("/test/broken/")
    [line] = [line for line in lines() if "exception" in line]
    assert line["exception"] == "builtins.RuntimeError"
    assert line["reference"] == response["X-Request-ID"]
    assert line["went_through"][-1].endswith(" broken")
    assert "amira@people.example" not in json.dumps(line)


def test_a_task_that_fails_says_no_more(lines):
    @shared_task(name="tests.broken")
    def broken():
        raise ValueError("Amira Hughes")

    build_tracer(broken.name, broken, app=current_app)("id-of-the-task", (), {})
    current_app.tasks.unregister(broken)
    [line] = [line for line in lines() if line["logger"] == "celery.app.trace"]
    assert (line["event"], line["exception"]) == (
        "task tests.broken raised unexpected",
        "builtins.ValueError",
    )
    assert "Amira" not in json.dumps(line)


def test_addresses_in_sentences_are_masked(lines):
    logging.getLogger("smtp").warning("refused: <amira.hughes@people.example>: no such box")
    [line] = lines()
    assert line["event"] == "refused: <[e-mail]>: no such box"


def test_a_demonstration_logs_what_the_error_said():
    formatter = JsonFormatter(with_messages=True)
    try:
        raise ValueError("nothing secret")
    except ValueError as error:
        record = logging.LogRecord("hub", 40, "", 0, "failed", (), (ValueError, error, None))
    assert json.loads(formatter.format(record))["message"] == "nothing secret"


def test_outside_a_request_there_is_no_reference():
    record = logging.LogRecord("hub", 20, "", 0, "swept", (), None)
    assert "reference" not in json.loads(JsonFormatter().format(record))
