"""The switch that closes the portal for maintenance."""

import pytest


@pytest.fixture(params=["file", "setting"])
def closed(request, settings, tmp_path):
    """The portal with the switch on, both ways."""
    settings.VAR_DIR = tmp_path
    if request.param == "file":
        (tmp_path / "maintenance").touch()
    else:
        settings.HUB_MAINTENANCE = True


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/about/privacy/", "/no-such-page/"])
def test_every_page_says_when_we_are_back(client, db, closed, path):
    response = client.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "closed for maintenance" in response.content.decode()


def test_it_needs_no_database(client, db, closed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 503


def test_the_process_check_goes_on_answering(client, db, closed):
    assert client.get("/healthz/live").status_code == 200


def test_the_api_says_so_as_a_problem(client, db, closed):
    response = client.get("/api/v1/me")
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert response["Content-Type"] == "application/problem+json"


def test_without_the_switch_the_portal_is_open(client, db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert client.get("/").status_code == 200
