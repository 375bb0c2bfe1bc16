"""Every error of the API is a problem, as RFC 9457 has it; none is a fault of ours."""

import pytest
from django.http import HttpResponse
from django.urls import path
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from hub.api import problems
from hub.api.middleware import ProblemDetails
from tests.factories.accounts import make_user


@pytest.fixture
def caller(token_for, db):
    return token_for(make_user("lead"), scope="write")


def told(response):
    """(status, what the body says of it, content type) of a problem."""
    return response.status_code, response.json()["status"], response["Content-Type"]


def expect(status):
    return status, status, problems.CONTENT_TYPE


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
@pytest.mark.parametrize("address", ["/api/", "/api/v1/nothing", "/api/v2/me", "/api/v1/me/x"])
def test_what_is_not_there_is_a_404_for_anybody(address, method, client, db):
    assert told(getattr(client, method)(address)) == expect(404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_method_that_is_not_answered_is_a_405(method, caller):
    assert told(getattr(caller, method)("/api/v1/me")) == expect(405)


def test_what_can_only_be_told_otherwise_is_a_406(caller):
    assert told(caller.get("/api/v1/me", HTTP_ACCEPT="text/csv")) == expect(406)


def test_without_a_right_it_is_a_403_that_does_not_name_the_right(caller):
    response = caller.get("/api/v1/schema/")
    assert told(response) == expect(403)
    assert response.json()["detail"] == "You do not have the right to do this."


def test_a_form_from_another_site_is_refused(client, manager):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)
    assert told(strict.post("/api/v1/me", {})) == expect(403)


def test_whoever_must_set_up_a_second_factor_is_told_so(token_for, db):
    response = token_for(make_user("manager", second_factor=False)).get("/api/v1/me")
    assert told(response) == expect(403)
    assert response.json()["type"] == "/problems/second-factor-needed"


class Echo(APIView):
    """Answers with what it read, or breaks as asked."""

    permission_classes = []

    def post(self, request):
        return HttpResponse(str(len(request.data)))


class Broken(APIView):
    permission_classes = []

    def get(self, request):
        raise RuntimeError("the text of a fault is for us")


urlpatterns = [path("api/echo", Echo.as_view()), path("api/broken", Broken.as_view())]


@pytest.fixture
def test_routes(settings):
    settings.ROOT_URLCONF = __name__


HOSTILE = {
    "not JSON": b"{",
    "NUL in a value": b'{"name": "a\\u0000b"}',
    "NUL in a key": b'{"a\\u0000b": 1}',
    "NUL within a list": b'[{"a": ["\\u0000"]}]',
    "half a character": b'{"name": "\\ud800"}',
    "not UTF-8": b'{"name": "\xff"}',
    "not a number": b'{"a": NaN}',
    "ten thousand brackets": b"[" * 10_000 + b"]" * 10_000,
    "five thousand figures": b"[" + b"9" * 5_000 + b"]",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_json_that_would_break_further_inside_is_a_400(body, client, db, test_routes):
    response = client.post("/api/echo", body, content_type="application/json")
    assert told(response) == expect(400)


def test_a_body_larger_than_we_read_is_a_413(client, db, settings, test_routes):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/api/echo", b'"' + b"x" * 101 + b'"', content_type="application/json")
    assert told(response) == expect(413)


def test_what_is_not_json_is_a_415(client, db, test_routes):
    assert told(client.post("/api/echo", b"<a/>", content_type="text/xml")) == expect(415)


def test_honest_json_is_read(client, db, test_routes):
    response = client.post("/api/echo", '{"name": "Zoë 🎵"}', content_type="application/json")
    assert (response.status_code, response.content) == (200, b"1")


def test_a_fault_of_ours_is_a_500_that_keeps_its_text_to_itself(client, db, test_routes):
    client.raise_request_exception = False
    response = client.get("/api/broken")
    assert told(response) == expect(500)
    assert response.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
    }


@pytest.mark.parametrize(
    ("address", "content_type"),
    [("/api/v1/me", "application/problem+json"), ("/schools/", "text/html; charset=utf-8")],
)
def test_errors_of_other_layers_are_problems_below_api_only(address, content_type):
    refused = ProblemDetails(lambda request: HttpResponse("<h1>No</h1>", status=400))
    request = APIRequestFactory().get(address)
    request.resolver_match = None
    assert refused(request)["Content-Type"] == content_type


@pytest.mark.parametrize("address", ["/api/v1/me?name=%00", "/api/broken"])
def test_errors_of_other_layers_have_every_header_that_answers_have(
    address, client, db, test_routes
):
    client.raise_request_exception = False
    response = client.get(address)
    whole = client.get("/api/echo")
    assert response["Content-Type"] == problems.CONTENT_TYPE
    assert response["Cache-Control"] == "no-store, private"
    assert int(response["Content-Length"]) == len(response.content)
    assert whole.headers.keys() - response.headers.keys() <= {"Allow", "Vary"}


def test_the_headers_that_tell_how_to_go_on_survive():
    answer = HttpResponse("<h1>Later</h1>", status=503, headers={"Retry-After": "30"})
    request = APIRequestFactory().get("/api/v1/me")
    request.resolver_match = None
    assert ProblemDetails(lambda request: answer)(request)["Retry-After"] == "30"
