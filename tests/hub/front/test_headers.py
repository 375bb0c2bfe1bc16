"""What every answer tells the browser to allow, and what nobody may keep."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user
from tests.hub.routes import fill, routes

PUBLIC = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/about/contact/",
    "/about/privacy/",
    "/no-such-page/",
    "/healthz/live",
]
EXPECTED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_address_has_the_headers(client, db, path):
    response = client.get(path)
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


def read(response):
    """The answer; a file is read to its end, and so closed."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def test_every_address_of_the_portal_has_them_whoever_asks_and_whatever_it_answers(client, manager):
    paths = [fill(route) for route in routes()]
    expected = EXPECTED | {"X-Request-ID": "…"}
    for user in (None, manager):
        for path in paths:
            if user:
                client.force_login(user)
            response = read(client.get(path))
            found = {name: response.headers.get(name) for name in EXPECTED}
            found["X-Request-ID"] = "…" if response.headers.get("X-Request-ID") else None
            assert found == expected, path
            policy = response["Content-Security-Policy"]
            assert ("default-src 'none'" in policy, "unsafe" in policy) == (True, False), path


def test_only_what_is_the_same_for_everybody_may_be_kept(client, manager):
    client.force_login(manager)
    answers = {path: read(client.get(path))["Cache-Control"] for path in map(fill, routes())}
    assert {path for path, control in answers.items() if "no-store" not in control} == {
        "/brand.css"
    }


@pytest.mark.parametrize("path", PUBLIC)
def test_the_content_security_policy_allows_our_own_things_only(client, db, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert {directive.strip() for directive in policy.split(";") if directive.strip()} == POLICY


def test_powers_that_we_do_not_use_are_off(client, db):
    policy = client.get("/")["Permissions-Policy"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(policy.split(", "))
    assert "publickey-credentials-get=(self)" in policy


@pytest.mark.parametrize("path", PUBLIC[:6])
def test_no_page_is_kept(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("role", ["manager", "officer", "tutor", "lead", "carer"])
def test_no_page_of_somebody_signed_in_is_kept(client, db, role):
    client.force_login(make_user(role))
    paths = ["/", "/home/", reverse("account_home"), "/about/privacy/", "/no-such-page/"]
    kept = {path: client.get(path)["Cache-Control"] for path in paths}
    assert kept == dict.fromkeys(paths, "no-store, private")


def test_a_page_that_looked_at_the_session_is_not_kept_whatever_it_says(rf, manager):
    from django.http import HttpResponse

    from hub.front.headers import Headers

    request = rf.get("/")
    request.session = type("Session", (), {"accessed": True})()
    answer = HttpResponse(headers={"Cache-Control": "public, max-age=3600"})
    assert Headers(lambda _: answer)(request)["Cache-Control"] == "no-store, private"


def test_what_is_the_same_for_all_may_be_kept(rf):
    from django.http import HttpResponse

    from hub.front.headers import Headers

    answer = HttpResponse(headers={"Cache-Control": "public, max-age=3600"})
    assert Headers(lambda _: answer)(rf.get("/"))["Cache-Control"] == "public, max-age=3600"


def test_signing_out_clears_what_the_browser_holds(client, carer):
    client.force_login(carer)
    response = client.post(reverse("account_logout"))
    assert response.status_code == 302
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_after_signing_out_the_page_before_asks_to_sign_in(client, carer):
    client.force_login(carer)
    assert client.get("/family/").status_code == 200
    client.post(reverse("account_logout"))
    response = client.get("/home/parent/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/home/parent/")


@pytest.mark.parametrize(
    "target", ["//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_never_leads_out(client, carer, target):
    from tests.factories.accounts import PASSWORD

    answer = client.post(
        f"/accounts/login/?next={target}",
        {"login": carer.email, "password": PASSWORD, "next": target},
    )
    assert answer.status_code in (302, 422)
    assert "evil" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")
