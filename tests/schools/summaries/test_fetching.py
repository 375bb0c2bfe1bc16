"""Asking another site for a page: what is refused before anything is asked, and what is cut off."""

import gzip
import socket
import time

import pytest

from schools.address_choices import AddressTrouble
from schools.summaries import fetching
from schools.summaries.fetching import Unreachable, fetch, is_public


def trouble(address):
    """Why the address is not fetched."""
    with pytest.raises(Unreachable) as raised:
        fetch(address)
    return raised.value.why


def test_a_page_comes_with_its_kind_and_last_address(site):
    site.at("/old/", status=301, to="/plan/")
    site.at("/plan/", "<p>Our plan</p>")
    page = fetch(site.address("/old/"))
    assert (page.address, page.status, page.content_type, page.content) == (
        site.address("/plan/"),
        200,
        "text/html; charset=utf-8",
        b"<p>Our plan</p>",
    )


def test_it_says_who_asks_and_brings_nothing_along(site):
    fetch(site.at("/plan/", "x"))
    headers = site.asked[0][1]
    assert headers["User-Agent"].startswith("MusicHubPortal/1 (+http")
    assert {"Cookie", "Authorization", "Referer"}.isdisjoint(headers)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:80/",
        "https://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://10.0.0.1/",
        "http://172.16.5.4/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
    ],
)
def test_nothing_behind_our_own_walls_is_asked(address, settings):
    assert trouble(address) == AddressTrouble.NOT_PUBLIC


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8000])
def test_other_ports_than_the_webs_are_not_asked(port):
    assert trouble(f"http://93.184.216.34:{port}/") == AddressTrouble.NOT_PUBLIC


def test_loopback_is_closed_but_at_the_port_of_the_test(site):
    site.at("/plan/", status=302, to=f"http://127.0.0.1:{site.port + 1}/")
    assert trouble(site.address("/plan/")) == AddressTrouble.NOT_PUBLIC


def test_outside_tests_the_setting_opens_nothing(site, settings):
    address = site.at("/plan/", "x")
    settings.HUB_TEST = False
    assert (trouble(address), site.asked) == (AddressTrouble.NOT_PUBLIC, [])


@pytest.mark.parametrize(
    "address",
    [
        "ftp://school.example/plan",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:///plan",
        "http://name:word@school.example/",
        "http://school.example:port/",
        "http://[::1/",
        "https://school.example/" + "a" * 2000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address):
    assert trouble(address) == AddressTrouble.NO_ADDRESS


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://10.0.0.1/", AddressTrouble.NOT_PUBLIC),
        ("http://[::1]/", AddressTrouble.NOT_PUBLIC),
        ("http://169.254.169.254/", AddressTrouble.NOT_PUBLIC),
        ("file:///etc/passwd", AddressTrouble.NO_ADDRESS),
        ("ftp://school.example/", AddressTrouble.NO_ADDRESS),
        ("http://a:b@school.example/", AddressTrouble.NO_ADDRESS),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_address(site, to, why):
    site.at("/hop/", status=302, to=to)
    site.at("/plan/", status=307, to="/hop/")
    assert trouble(site.address("/plan/")) == why


def test_a_circle_of_redirects_ends(site):
    site.at("/a/", status=302, to="/b/")
    site.at("/b/", status=302, to="/a/")
    assert (trouble(site.address("/a/")), len(site.asked)) == (AddressTrouble.REDIRECTS, 2)


def test_so_does_a_long_chain(site):
    for step in range(20):
        site.at(f"/{step}", status=302, to=f"/{step + 1}")
    assert trouble(site.address("/0")) == AddressTrouble.REDIRECTS
    assert len(site.asked) == fetching.MOST_REDIRECTS + 1


def test_more_than_two_megabytes_are_not_read(site):
    address = site.at("/plan.pdf", b"%PDF" + b"x" * (3 * 1024 * 1024), kind="application/pdf")
    assert trouble(address) == AddressTrouble.TOO_LARGE


def test_what_unpacks_to_more_is_not_read_either(site):
    site.at("/plan", gzip.compress(b"x" * 30_000_000))
    answer = site.answers["/plan"]
    answer.kind = "text/html\r\nContent-Encoding: gzip"
    assert trouble(site.address("/plan")) == AddressTrouble.TOO_LARGE


@pytest.mark.parametrize("how", [{"hangs": True}, {"drips_headers": True}, {"drip": 0.05}])
def test_a_site_that_hangs_or_drips_is_cut_off(site, hasty, how):
    address = site.at("/plan/", b"x" * 10_000, **how)
    began = time.monotonic()
    assert trouble(address) == AddressTrouble.TOO_SLOW
    assert time.monotonic() - began < 4


def test_where_nobody_listens_there_is_no_answer(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.HUB_CHECKS_LOOPBACK_PORT = taken.getsockname()[1]
        address = f"http://127.0.0.1:{settings.HUB_CHECKS_LOOPBACK_PORT}/"
        assert trouble(address) == AddressTrouble.NO_ANSWER


def test_a_name_that_nobody_has_is_no_site():
    assert trouble("https://no-such-school.invalid/") == AddressTrouble.NO_SITE


def test_a_line_that_speaks_no_tls_is_told_as_such(site):
    assert trouble(f"https://127.0.0.1:{site.port}/") == AddressTrouble.CERTIFICATE


def test_a_proxy_of_the_environment_is_passed_over(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert fetch(site.at("/plan/", "x")).content == b"x"


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_the_open_internet_is_public(text):
    assert is_public(text)
