"""The API keeps to its own description, and the description to OpenAPI."""

import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hub.wsgi import application
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, SchoolFactory

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def caller(token_for, db):
    SchoolFactory.create_batch(3, district=DistrictFactory())
    return token_for(make_user("manager"))


@pytest.fixture
def described(caller):
    return caller.get("/api/v1/schema/").json()


@pytest.fixture
def one_connection():
    """Requests that come in by WSGI stay inside the test's transaction, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_description_is_valid_openapi(described):
    validate_schema(described)


def test_making_the_description_warns_of_nothing(db, capsys, tmp_path):
    call_command("spectacular", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))
    assert capsys.readouterr().err == ""


def test_every_operation_says_how_callers_are_known(described):
    known = {
        (path, tuple(sorted(name for each in operation["security"] for name in each)))
        for path, methods in described["paths"].items()
        for operation in methods.values()
    }
    assert {ways for _, ways in known} == {("cookieAuth", "personalToken")}


def test_the_page_lists_every_operation_with_an_example(client, manager, described):
    client.force_login(manager)
    text = client.get(reverse("api:docs")).text
    missing = [path for path in described["paths"] if f"GET {path}" not in text]
    assert (missing, "curl -H" in text) == ([], True)


def test_the_api_answers_as_it_describes(described, caller, one_connection):
    schema = schemathesis.openapi.from_dict(described)
    headers = {"Authorization": f"Bearer {caller.secret}"}
    for result in schema.get_all_operations():
        operation = result.ok()
        keeps_to_its_description(operation, headers)


def keeps_to_its_description(operation, headers):
    """Ask one operation some dozens of odd things; whatever it answers must be described."""

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        case.headers = {**(case.headers or {}), **headers}
        response = case.call(app=application, base_url="http://testserver")
        case.validate_response(response, checks=CHECKS)

    ask()


ODD = st.dictionaries(
    st.sampled_from(["q", "page_size", "cursor", "phase", "status", "district", "ordering", "x"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=ODD)
def test_odd_filters_are_ignored_or_refused_and_never_a_fault(asked, caller):
    assert caller.get("/api/v1/schools/", asked).status_code in {200, 400, 404, 429}


@pytest.mark.parametrize("pk", ["0", "-1", "9" * 30, "x", "1.5", "%00", "1%0d%0a"])
def test_odd_ids_are_not_a_fault(pk, caller):
    response = caller.get(f"/api/v1/schools/{pk}/")
    body = json.loads(response.content)
    assert (response.status_code in {400, 404}, body["status"]) == (True, response.status_code)
